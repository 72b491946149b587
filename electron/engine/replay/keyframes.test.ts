import { expect, test } from 'vitest';
import { evolveAll } from '../../../shared/domain/evolve/evolve';
import { emptyState } from '../../../shared/domain/state';
import { aServer } from '../testing/events';
import { createKeyframes } from './keyframes';

const entries = Array.from({ length: 30_000 }, (_, index) => ({
  seq: index + 1,
  event: aServer(`d${index % 7}`, { lagSeconds: index }, index),
}));

test('a state reached over frames that were thinned out is that of all events, wherever one goes next', async () => {
  let read = 0;
  const frames = createKeyframes({
    between: (after, last) => {
      read += last - after;
      return entries.slice(after, last);
    },
    monoMs: () => 0,
  });
  for (const seq of [30_000, 1, 12_345, 12_346, 29_999, 200, 16_000]) {
    const events = entries.slice(0, seq).map(({ event }) => event);
    expect((await frames.at(seq)).state).toEqual(evolveAll(emptyState, events));
  }
  // Once gone through, an instant is never further from a frame than these lie apart.
  const before = read;
  await frames.at(23_456);
  expect(read - before).toBeLessThanOrEqual(800);
});

test('the newest state known at the time spares what lies before it', async () => {
  const events = entries.slice(0, 20_000).map(({ event }) => event);
  const known = { seq: 20_000, state: evolveAll(emptyState, events) };
  let earliest = Number.POSITIVE_INFINITY;
  const frames = createKeyframes({
    between: (after, last) => {
      earliest = Math.min(earliest, after);
      return entries.slice(after, last);
    },
    known: (seq) => (seq >= known.seq ? known : null),
    monoMs: () => 0,
  });
  const reached = await frames.at(20_010);
  expect(earliest).toBe(20_000);
  expect(reached.state.servers).toEqual(
    evolveAll(
      emptyState,
      entries.slice(0, 20_010).map(({ event }) => event),
    ).servers,
  );
});
