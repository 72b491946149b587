import { expect, test } from 'vitest';
import { standIn } from './current';

interface Thing {
  readonly parts: { readonly clock: { now(): number }; readonly names: readonly string[] };
  readonly nothing: null;
  next(): number;
}

const aThing = (n: number): Thing => {
  let calls = n;
  return { parts: { clock: { now: () => n }, names: [`${n}`] }, nothing: null, next: () => ++calls };
};

function aStandIn() {
  let current = aThing(1);
  return { thing: standIn(() => current), replace: () => (current = aThing(100)) };
}

test('what is asked of it is asked of whatever stands behind it now', () => {
  const { thing, replace } = aStandIn();
  expect([thing.next(), thing.next()]).toEqual([2, 3]);
  replace();
  expect([thing.next(), thing.nothing]).toEqual([101, null]);
});

test('so is what is asked of a part of it that somebody kept', () => {
  const { thing, replace } = aStandIn();
  const { parts } = thing;
  const { clock } = parts;
  replace();
  expect([parts.clock.now(), clock.now()]).toEqual([100, 100]);
});

test('lists are handed over as they are', () => {
  const { thing, replace } = aStandIn();
  replace();
  expect(Array.isArray(thing.parts.names)).toBe(true);
  expect(structuredClone(thing.parts.names)).toEqual(['100']);
});
