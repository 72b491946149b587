import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { findLiteralTexts } from '../../build/architecture/literal-texts';
import { english } from './catalogues';

const renderer = fileURLToPath(new URL('..', import.meta.url));

/** Keys that are put together in two steps, by their beginning. */
const assembled: readonly string[] = ['replay.', 'widgets.metric'];

const sources = readdirSync(renderer, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !path.includes('.test.') && !path.startsWith('testing/'))
  .sort()
  .map((path) => ({ path, text: readFileSync(`${renderer}/${path}`, 'utf8') }));

const textsOf = (code: string): string[] => findLiteralTexts(code, 'example.tsx').map(({ text }) => text);

describe('texts of the interface come from the catalogues', () => {
  it.each(sources)('$path', ({ path, text }) => {
    expect(findLiteralTexts(text, path)).toEqual([]);
  });

  it('no text of a catalogue is unused', () => {
    const code = sources.map(({ text }) => text).join('\n');
    // Keys in full, and the beginnings of those put together: `t(`ui.phase:${phase}`)`.
    const whole = new Set([...code.matchAll(/'(\w+\.[^'\s]+)'/g)].map(([, key]) => key));
    const begun = [...assembled, ...[...code.matchAll(/`(\w+\.[^`$\s]+)\$\{/g)].map(([, start = '']) => start)];
    const unused = Object.entries(english).flatMap(([room, texts]) =>
      Object.keys(texts)
        .map((name) => `${room}.${name.replace(/_(one|other)$/, '')}`)
        .filter((key) => !whole.has(key) && !begun.some((start) => key.startsWith(start))),
    );
    expect([...new Set(unused)]).toEqual([]);
  });
});

describe('the search', () => {
  it('finds words between elements, in attributes, in properties and in what commands say', () => {
    expect(textsOf('<p>Not yet</p>')).toEqual(['Not yet']);
    expect(textsOf("<p>{old ? 'was here' : null}</p>")).toEqual(['was here']);
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the code that is searched
    expect(textsOf('<A label={`All ${n} servers`} title="Reason" />')).toEqual(['All   servers', 'Reason']);
    expect(textsOf("const column = { id: 'lag', title: 'Lag' };")).toEqual(['Lag']);
    expect(textsOf("void command('resume it', call);")).toEqual(['resume it']);
  });

  it('leaves alone what is no text', () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the code that is searched
    expect(textsOf("<A size=\"xs\" label={t('a.b')} title={name}>{`${a} · ${b}`} – {kind === 'old' ? 1 : 2}</A>")).toEqual([]);
  });
});
