import { expect, test } from 'vitest';
import type { ConsoleEvent } from '../../../shared/domain/events';
import { ManualTime } from '../testing/manual-clock';
import { createRefusals } from './refusals';

test('a first refusal is recorded at once, many more as one count a minute and reason', async () => {
  const time = new ManualTime();
  const events: ConsoleEvent[] = [];
  const refusals = createRefusals({
    host: 'headless',
    clock: time.clock,
    wall: time.wall,
    record: (event) => events.push(event),
  });
  refusals.note('wrong token');
  expect(events).toMatchObject([{ type: 'access.refused', reason: 'wrong token', count: 1 }]);
  for (let round = 0; round < 10_000; round += 1) refusals.note(`reason ${round}`);
  expect(events).toHaveLength(1);
  await time.advance(60_000);
  refusals.note('wrong token');
  expect(events).toHaveLength(22);
  const counted = events.reduce((sum, event) => sum + (event.type === 'access.refused' ? event.count : 0), 0);
  expect(counted).toBe(10_002);
});
