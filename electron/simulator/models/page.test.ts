import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pageOf } from './page';

const ask = (token: string | undefined, limit: number, scope = 'list') => ({ token, limit, scope, key: (item: string) => item });

function readAll(list: (page: number) => readonly string[], limit: number): string[] {
  const seen: string[] = [];
  let token: string | undefined;
  for (let page = 0; page === 0 || token !== undefined; page += 1) {
    const got = pageOf(list(page), ask(token, limit));
    if (!got.ok) throw new Error(got.error);
    seen.push(...got.value.items);
    token = got.value.nextToken ?? undefined;
  }
  return seen;
}

const keys = fc.uniqueArray(fc.string(), { maxLength: 60 });

test('all pages together are the list', () => {
  fc.assert(
    fc.property(keys, fc.integer({ min: 1, max: 20 }), (list, limit) => {
      expect(readAll(() => list, limit)).toEqual(list);
    }),
  );
});

test('what comes in at the front between pages neither repeats nor hides anything', () => {
  fc.assert(
    fc.property(keys, keys, fc.integer({ min: 1, max: 20 }), (list, news, limit) => {
      const fresh = news.filter((item) => !list.includes(item));
      const seen = readAll((page) => (page === 0 ? list : [...fresh, ...list]), limit);
      expect(seen).toEqual(list);
    }),
  );
});

test('items that vanish between pages hide none of the others', () => {
  fc.assert(
    fc.property(keys, fc.func(fc.boolean()), fc.integer({ min: 1, max: 20 }), (list, stays, limit) => {
      const left = list.filter((item) => stays(item));
      const seen = readAll((page) => (page === 0 ? list : left), limit);
      expect(left.filter((item) => !seen.includes(item))).toEqual([]);
    }),
  );
});

test('a token of another list, or one made up, is refused', () => {
  const first = pageOf(['a', 'b'], ask(undefined, 1));
  const token = first.ok ? (first.value.nextToken ?? '') : '';
  expect(pageOf(['a', 'b'], ask(token, 1)).ok).toBe(true);
  expect(pageOf(['a', 'b'], ask(token, 1, 'other')).ok).toBe(false);
  fc.assert(fc.property(fc.string(), (text) => text === token || !pageOf(['a', 'b'], ask(text, 1)).ok));
});
