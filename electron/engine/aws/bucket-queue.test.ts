import { expect, test } from 'vitest';
import { ManualTime } from '../testing/manual-clock';
import { createBucketQueue } from './bucket-queue';

test('a clock that is put back an hour holds calls up no longer than the bucket takes to fill', async () => {
  const time = new ManualTime();
  const queue = createBucketQueue({ size: 1, perSecond: 1 }, time.clock, new AbortController().signal);
  await queue.take('running');
  time.jumpWall(-3_600);
  let through = 0;
  for (let call = 0; call < 3; call += 1) void queue.take('running').then(() => (through += 1));
  await time.advance(3_100);
  expect(through).toBe(3);
});

test('a clock that is put forward fills no more than the bucket holds', async () => {
  const time = new ManualTime();
  const queue = createBucketQueue({ size: 2, perSecond: 1 }, time.clock, new AbortController().signal);
  time.jumpWall(3_600);
  let through = 0;
  for (let call = 0; call < 5; call += 1) void queue.take('running').then(() => (through += 1));
  await time.advance(500);
  expect(through).toBe(2);
});
