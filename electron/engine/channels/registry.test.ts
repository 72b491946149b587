import { expect, test } from 'vitest';
import { Carrier } from '../../../shared/domain/notifications/delivery';
import { channelOf, channels } from './registry';

test('every carrier has exactly one channel', () => {
  expect(channels.map(({ carrier }) => carrier).sort()).toEqual([...Carrier.options].sort());
  for (const carrier of Carrier.options) expect(channelOf(carrier)?.carrier).toBe(carrier);
});
