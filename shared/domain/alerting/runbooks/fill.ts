import { Liquid } from 'liquidjs';
import { err, ok, type Result } from '../../../lib/result';
import type { RunbookValues } from './values';

const MOST_SOURCE = 20_000;
const MOST_TIME_MS = 100;
const MOST_MEMORY = 1_000_000;

/** What a runbook's text turns into: Markdown for people, a shell's line, or the bare value for a check. */
export type FillMode = 'markdown' | 'shell' | 'plain';

export interface Filled {
  readonly text: string;
  /** Names without a value, which stand in the text as `<name>`. */
  readonly missing: readonly string[];
}

const engines: Readonly<Record<FillMode, Liquid>> = {
  markdown: engineOf((value) => value.replace(/[\\`*_[\]<>]/g, '\\$&').replace(/[\r\n]+/g, ' ')),
  shell: engineOf(quoted),
  plain: engineOf((value) => value),
};

/**
 * A text with the incident's values in it. In a shell's line a value that is more than a plain word is quoted: names of servers come from
 * outside, and what is copied is run by somebody with rights. In Markdown a value cannot become a mark.
 */
export function fill(source: string, values: RunbookValues, mode: FillMode): Filled {
  const between = mode === 'shell' ? namesBetweenQuotes(source) : new Set<string>();
  const missing = [...namesIn(source)].filter((name) => {
    const value = values[name] ?? '';
    return value === '' || (between.has(name) && !isPlainWord(value));
  });
  const absent = Object.fromEntries(missing.map((name) => [name, mode === 'plain' ? '' : `<${name}>`]));
  try {
    return { text: String(engines[mode].parseAndRenderSync(source, { ...values, ...absent })), missing };
  } catch {
    return { text: source, missing }; // It parsed when it was read; only its bounds are left, and the words help more than nothing.
  }
}

/** Whether a text is Liquid that can be filled, or what is wrong with it. */
export function checkLiquid(source: string): Result<undefined, string> {
  if (source.length > MOST_SOURCE) return err(`is longer than ${MOST_SOURCE} characters`);
  try {
    engines.plain.parse(source);
    return ok(undefined);
  } catch (thrown) {
    return err(thrown instanceof Error ? (thrown.message.split('\n')[0] ?? 'is no Liquid') : 'is no Liquid');
  }
}

/** Names that a text asks for: `{{ subnet }}`. */
export function namesIn(source: string): ReadonlySet<string> {
  return new Set([...source.matchAll(/{{-?\s*([A-Za-z_]\w*)/g)].flatMap(([, name]) => name ?? []));
}

/** Names between quotes of a shell, where quotes around a value would end them: there it must be a plain word, or it is left to people. */
function namesBetweenQuotes(source: string): ReadonlySet<string> {
  const names = new Set<string>();
  let quote: string | null = null;
  for (let at = 0; at < source.length; at += 1) {
    const one = source.charAt(at);
    if (source.startsWith('{{', at)) {
      const end = source.indexOf('}}', at);
      const inside = source.slice(at, end < 0 ? undefined : end);
      if (quote !== null) for (const name of namesIn(inside)) names.add(name);
      at += Math.max(inside.length, 2) + 1;
    } else if (one === '\\' && quote !== "'") at += 1;
    else if (quote === null ? one === '"' || one === "'" : one === quote) quote = quote === null ? one : null;
  }
  return names;
}

function isPlainWord(value: string): boolean {
  return /^[\w.:/@=+,-]+$/.test(value);
}

function engineOf(escapeText: (value: string) => string): Liquid {
  const liquid = new Liquid({
    ownPropertyOnly: true,
    strictFilters: true,
    strictVariables: false,
    relativeReference: false,
    templates: {},
    parseLimit: MOST_SOURCE,
    renderLimit: MOST_TIME_MS,
    memoryLimit: MOST_MEMORY,
    outputEscape: (value: unknown) => escapeText(value === null || value === undefined ? '' : String(value)),
  });
  for (const tag of ['include', 'render', 'layout', 'block', 'increment', 'decrement', 'tablerow']) delete liquid.tags[tag];
  return liquid;
}

/** Plain words and our own `<name>` stay as they are; anything else is one word to the shell, whatever it holds. */
function quoted(value: string): string {
  if (isPlainWord(value) || /^<[A-Za-z_]\w*>$/.test(value)) return value;
  return `'${value.replace(/[\r\n]+/g, ' ').replaceAll("'", `'\\''`)}'`;
}
