import { expect, test } from 'vitest';
import { takeToken } from './access-token';

function aTab(hash: string) {
  const kept = new Map<string, string>();
  const shown: string[] = [];
  return {
    kept,
    shown,
    take: () =>
      takeToken(
        { hash, pathname: '/', search: '' },
        { replaceState: (_state, _title, url) => shown.push(String(url)) },
        { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value) },
      ),
  };
}

test('the token leaves the address bar and stays with the tab', () => {
  const tab = aTab('#token=abc-_123');
  expect(tab.take()).toBe('abc-_123');
  expect(tab.shown).toEqual(['/']);
  expect([...tab.kept.values()]).toEqual(['abc-_123']);
});

test('a reload takes the kept one and leaves the place alone', () => {
  const tab = aTab('#/alerts');
  tab.kept.set('tocsin.token', 'kept');
  expect(tab.take()).toBe('kept');
  expect(tab.shown).toEqual([]);
});

test('without either there is none', () => {
  expect(aTab('').take()).toBeNull();
});
