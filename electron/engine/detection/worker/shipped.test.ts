import { describe, expect, test } from 'vitest';
import { watchedBy, watchedKey } from '../../../../shared/domain/detection/watched';
import { createHall } from './hall';
import { type FromThread, MARK_ENTRY } from './messages';
import { shippedMaker } from './shipped-maker';

const MINUTE = 60_000;

/** What the shipped detector makes of one series, a value a turn; minutes in which something was found, and ended. */
function judged(
  metric: string,
  labels: Record<string, string>,
  turns: number,
  valueAt: (turn: number) => number,
  minuteAt = (turn: number) => turn,
) {
  const watched = watchedBy(metric);
  if (watched === null) throw new Error(`${metric} is watched`);
  const said: FromThread[] = [];
  const hall = createHall({ maker: shippedMaker, saveWithinMs: 1e9, post: (message) => said.push(message) });
  hall.tell({ kind: 'open', folder: null, birth: null });
  hall.tell({
    kind: 'thresholds',
    thresholds: {
      [`${watched.family}.level`]: 0.9,
      [`${watched.family}.shape`]: 0.9,
      [`${watched.family}.spread`]: 0.9,
      [`${watched.family}.rate`]: 0.9,
    },
  });
  const key = watchedKey(watched, 'c', labels);
  hall.tell({ kind: 'series', series: [{ index: 0, key, metric, contextId: 'c', labels, shares: {} }] });
  for (let turn = 0; turn < turns; turn += 1) {
    const atMs = minuteAt(turn) * MINUTE;
    const entries = Float64Array.from([0, atMs, valueAt(turn), MARK_ENTRY, atMs, 0]);
    hall.tell({ kind: 'batch', number: turn, entries, quiet: [], isPast: false });
  }
  const moments = said.flatMap((message) => (message.kind === 'moment' ? [message] : []));
  return {
    found: [...new Set(moments.flatMap(({ found }) => found.map(({ foundMs }) => foundMs / MINUTE)))],
    ended: moments.flatMap(({ ended }) => ended.map(({ atMs }) => atMs / MINUTE)),
  };
}

/** The same noise in every run, 0 to 1. */
const noise = (minute: number) => ((minute * 7_919) % 101) / 100;

describe('the shipped detector, as it is used', () => {
  test('finds a lag of a quarter of an hour within minutes, and its end', () => {
    const { found, ended } = judged('ServerLag', { server: 's' }, 900, (minute) =>
      minute >= 700 && minute < 760 ? 900 : 4 * noise(minute),
    );
    expect(found).toHaveLength(1);
    expect(found[0]).toBeGreaterThanOrEqual(700);
    expect(found[0]).toBeLessThanOrEqual(710);
    expect(ended).toHaveLength(1);
    expect(ended[0]).toBeLessThanOrEqual(770);
  });

  test('finds that nothing is recorded any more', () => {
    const { found } = judged('JournalEvents', {}, 900, (minute) => (minute >= 700 ? 0 : 30 + 20 * noise(minute)));
    expect(found).toHaveLength(1);
    expect(found[0]).toBeLessThanOrEqual(710);
  });

  test.each([7, 20])('finds a jump while turns come %i minutes apart, as in a rehearsal at a great speed', (apart) => {
    const minuteAt = (turn: number) => (turn < 700 ? turn : 700 + (turn - 699) * apart);
    const lag = (turn: number) => (turn >= 700 && turn < 708 ? 900 : 4 * noise(turn));
    const { found } = judged('ServerLag', { server: 's' }, 730, lag, minuteAt);
    expect(found).toEqual([minuteAt(702)]);
  });

  test('says nothing of noise, nor of a lag nobody would act upon', () => {
    expect(judged('ServerLag', { server: 's' }, 1_500, (minute) => 20 * noise(minute)).found).toEqual([]);
    expect(judged('ServerLag', { server: 's' }, 900, (minute) => (minute > 700 ? 40 : 4 * noise(minute))).found).toEqual([]);
  });
});
