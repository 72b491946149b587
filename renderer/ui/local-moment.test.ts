import { afterEach, expect, test, vi } from 'vitest';
import { localOf } from './local-moment';

afterEach(() => vi.unstubAllEnvs());

test.each(['UTC', 'America/New_York', 'Asia/Kolkata', 'Europe/Berlin'])(
  'what is shown in %s reads back as the same moment',
  (zone) => {
    vi.stubEnv('TZ', zone);
    for (const at of ['2026-03-14T14:03:00.000Z', '2026-07-01T00:30:00.000Z'])
      expect(new Date(localOf(Date.parse(at))).toISOString()).toBe(at);
  },
);

test('no moment is an empty field', () => {
  expect(localOf(Number.NaN)).toBe('');
});
