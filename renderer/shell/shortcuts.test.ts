import { expect, test } from 'vitest';
import { places } from './places';
import { pressOf } from './shortcuts';

test('g and the letter of a place go there; without g the letter does nothing', () => {
  for (const place of places) {
    expect(pressOf(place.key, true)).toEqual({ kind: 'go', place });
    expect(pressOf(place.key, false)).toEqual({ kind: 'nothing' });
  }
});

test('no two places share a letter, and none takes g', () => {
  const keys = places.map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys).not.toContain('g');
});

test('a letter that leads nowhere ends the waiting; a question mark shows the list', () => {
  expect(pressOf('q', true)).toEqual({ kind: 'nothing' });
  expect(pressOf('g', false)).toEqual({ kind: 'wait' });
  expect(pressOf('?', false)).toEqual({ kind: 'list' });
});
