import { afterEach, describe, expect, it } from 'vitest';
import { english, german } from './catalogues';
import { speak, t } from './language';

afterEach(() => speak('en'));

const placeholders = (text: string): string[] => [...text.matchAll(/\{\{\s*(\w+)[^}]*\}\}/g)].map(([, name = '']) => name).sort();
const marks = (text: string): string[] => [...text.matchAll(/<([a-z]+)>/g)].map(([, name = '']) => name).sort();
const all = (catalogues: typeof english): [string, string][] =>
  Object.entries(catalogues).flatMap(([room, texts]) =>
    Object.entries(texts).map(([name, text]): [string, string] => [`${room}.${name}`, text]),
  );

describe('texts of the interface', () => {
  it('chooses the form by the count, in both languages', () => {
    expect([t('common.servers', { count: 1 }), t('common.servers', { count: 4000 })]).toEqual(['1 server', '4,000 servers']);
    speak('de');
    expect(t('common.close')).toBe('Schließen');
    expect([t('common.servers', { count: 1 }), t('common.servers', { count: 4000 })]).toEqual(['1 Server', '4.000 Server']);
  });

  it('has every text in German, with the same values and marks, and nothing more', () => {
    const translated = new Map(all(german));
    expect([...translated.keys()].sort()).toEqual(
      all(english)
        .map(([key]) => key)
        .sort(),
    );
    for (const [key, text] of all(english)) {
      const there = translated.get(key) ?? '';
      expect({ key, values: placeholders(there), marks: marks(there) }).toEqual({
        key,
        values: placeholders(text),
        marks: marks(text),
      });
      expect(there.trim(), key).not.toBe('');
    }
  });
});
