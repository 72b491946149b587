import { expect, test } from 'vitest';
import { formatPlace, parsePlace } from './replay-place';

test('an instant of a recording keeps the screen behind it, there and back', () => {
  const place = {
    route: { screen: 'servers', serverId: 's-1' },
    replay: { recordingId: 'e/1', at: '2026-03-14T09:25:11.000Z' },
  } as const;
  expect(formatPlace(place)).toBe('#/replay/e%2F1/2026-03-14T09%3A25%3A11.000Z/servers/s-1');
  expect(parsePlace(formatPlace(place))).toEqual(place);
});

test('without an instant it is the beginning; what is no recording is a place of now', () => {
  expect(parsePlace('#/replay/e1')).toEqual({
    route: { screen: 'live', executionId: null },
    replay: { recordingId: 'e1', at: null },
  });
  expect(parsePlace('#/replay/e1/yesterday/alerts')).toEqual({
    route: { screen: 'alerts' },
    replay: { recordingId: 'e1', at: null },
  });
  expect(parsePlace('#/replay/').replay).toBeNull();
  expect(parsePlace('#/alerts')).toEqual({ route: { screen: 'alerts' }, replay: null });
  expect(formatPlace(parsePlace('#/alerts'))).toBe('#/alerts');
});
