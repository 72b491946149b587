import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { watchedBy, watchedKey } from '../../../../shared/domain/detection/watched';
import { aFolder } from '../../testing/a-folder';
import { plainMaker } from '../testing/plain-maker';
import { createHall } from './hall';
import { type FromThread, MARK_ENTRY, type SeriesDefinition, type ToThread } from './messages';

const MINUTE = 60_000;
const context = 'payroll@us-east-1';

function lagOf(index: number, shares = {}): SeriesDefinition {
  const watched = watchedBy('ServerLag');
  if (watched === null) throw new Error('lag is watched');
  const labels = { server: `s-${index}` };
  return { index, key: watchedKey(watched, context, labels), metric: 'ServerLag', contextId: context, labels, shares };
}

type Said<K extends FromThread['kind']> = Extract<FromThread, { kind: K }>;

function aHall({ folder = null, birth = null }: { folder?: string | null; birth?: string | null } = {}) {
  const said: FromThread[] = [];
  const hall = createHall({ maker: plainMaker, saveWithinMs: 0, post: (message) => said.push(message) });
  hall.tell({ kind: 'open', folder, birth });
  hall.tell({ kind: 'thresholds', thresholds: { 'replication-lag.level': 0.9 } });
  const isA =
    <K extends FromThread['kind']>(kind: K) =>
    (one: FromThread): one is Said<K> =>
      one.kind === kind;
  let number = 0;
  return {
    tell: (message: ToThread) => hall.tell(message),
    said: <K extends FromThread['kind']>(kind: K): Said<K>[] => said.filter(isA(kind)),
    /** A value of each series in each minute, and the mark at its end. */
    minutes(from: number, to: number, lag: (minute: number, index: number) => number, series: number, isPast = false) {
      for (let minute = from; minute <= to; minute += 1) {
        const entries = Array.from({ length: series }, (_, index) => [index, minute * MINUTE, lag(minute, index)]).flat();
        entries.push(MARK_ENTRY, minute * MINUTE, 0);
        hall.tell({ kind: 'batch', number: ++number, entries: Float64Array.from(entries), quiet: [], isPast });
      }
    },
  };
}

/** What was found and ended, told so that two runs can be compared. */
function story(moments: readonly Said<'moment'>[]): string[] {
  return moments.flatMap(({ atMs, found, fleets, ended, open }) => [
    ...found
      .filter(({ foundMs }) => foundMs === atMs)
      .map(
        ({ index, sinceMs, value, usual }) =>
          `${atMs / MINUTE} ${index} off since ${sinceMs / MINUTE} at ${value}, usual ${usual?.high}`,
      ),
    ...fleets.filter(({ fleet }) => fleet.startedMs === atMs).map(({ fleet }) => `${atMs / MINUTE} ${fleet.fleetId}`),
    ...ended.map(({ of, because }) => `${atMs / MINUTE} ${of} ended: ${because}`),
    ...(open.series.length + open.fleets.length === 0
      ? []
      : [`${atMs / MINUTE} open ${open.series.length}+${open.fleets.length}`]),
  ]);
}

const lagging = (minute: number, index: number) => (index === 1 && minute > 20 && minute <= 40 ? 900 : minute % 3);

describe('a series that goes off', () => {
  test('is told once, again now and then, and ends', () => {
    const hall = aHall();
    hall.tell({ kind: 'series', series: [lagOf(0), lagOf(1)] });
    hall.minutes(1, 60, lagging, 2);
    const moments = hall.said('moment');
    const found = moments.flatMap((moment) => moment.found);
    expect(found[0]).toMatchObject({ index: 1, aspect: 'level', sinceMs: 21 * MINUTE, usual: { low: 0, high: 2 } });
    expect(found[0]?.points.length).toBeGreaterThan(4 * 15);
    expect(found.map(({ atMs }) => atMs / MINUTE)).toEqual([23, 25, 30, 35, 40]);
    expect(moments.flatMap((moment) => moment.ended)).toEqual([{ of: 1, because: 'back', atMs: 45 * MINUTE }]);
  });

  test('shows, hours after, the moment it was found, and its newest values', () => {
    const hall = aHall();
    hall.tell({ kind: 'series', series: [lagOf(0), lagOf(1)] });
    hall.minutes(1, 200, (minute, index) => (index === 1 && minute > 20 ? 900 : minute % 3), 2);
    const points =
      hall
        .said('moment')
        .flatMap(({ found }) => found)
        .at(-1)?.points ?? new Float64Array(0);
    const minutes = Array.from({ length: points.length / 4 }, (_, row) => (points[row * 4] ?? 0) / MINUTE);
    expect(minutes).toHaveLength(60);
    expect([minutes[0], minutes[20], minutes.at(-20), minutes.at(-1)]).toEqual([1, 21, 176, 195]);
  });

  test('is not told while nothing is to be told of its kind', () => {
    const hall = aHall();
    hall.tell({ kind: 'thresholds', thresholds: {} });
    hall.tell({ kind: 'series', series: [lagOf(0), lagOf(1)] });
    hall.minutes(1, 60, lagging, 2);
    expect(hall.said('moment').flatMap(({ found }) => found)).toEqual([]);
  });

  test('is one of a fleet where many do', () => {
    const hall = aHall();
    hall.tell({
      kind: 'series',
      series: Array.from({ length: 40 }, (_, index) => lagOf(index, { plan: index < 10 ? 'a' : 'b' })),
    });
    hall.minutes(1, 40, (minute, index) => (minute > 20 && index < 10 ? 900 : minute % 3), 40);
    const moments = hall.said('moment');
    expect(moments.flatMap(({ found }) => found)).toEqual([]);
    const [fleet] = moments.flatMap(({ fleets }) => fleets);
    expect(fleet).toMatchObject({ metric: 'ServerLag', fleet: { shared: { label: 'plan', value: 'a' } } });
    expect(fleet?.fleet.members).toHaveLength(10);
    expect(moments.at(-1)?.open.fleets).toHaveLength(1);
  });
});

describe('a break', () => {
  const whole = () => {
    const hall = aHall();
    hall.tell({ kind: 'series', series: [lagOf(0), lagOf(1)] });
    hall.minutes(1, 60, lagging, 2);
    return story(hall.said('moment'));
  };

  test.each([5, 15, 21, 25, 39, 44])('after minute %i changes no finding', (broken) => {
    const folder = aFolder();
    const before = aHall({ folder });
    before.tell({ kind: 'series', series: [lagOf(0), lagOf(1)] });
    before.minutes(1, broken, lagging, 2);
    before.tell({ kind: 'stop' });
    expect(before.said('stopped')).toHaveLength(1);

    const after = aHall({ folder });
    const [opened] = after.said('opened');
    expect(opened?.known.map(({ labels }) => labels.server)).toEqual(['s-0', 's-1']);
    expect(opened?.throughMs).toBe((broken - 1) * MINUTE);
    // The store has what came after what was judged; played anew from the beginning it is the same.
    after.minutes(1, broken, lagging, 2, true);
    after.minutes(broken + 1, 60, lagging, 2);
    const told = [...story(before.said('moment')), ...story(after.said('moment'))];
    const isLate = (line: string) => line.includes('off since');
    expect(told.filter((line) => !isLate(line))).toEqual(whole().filter((line) => !isLate(line)));
    expect(new Set(told.filter(isLate))).toEqual(new Set(whole().filter(isLate)));
  });

  test('without a farewell goes on from what was saved last', () => {
    const folder = aFolder();
    const before = aHall({ folder });
    before.tell({ kind: 'series', series: [lagOf(0), lagOf(1)] });
    before.minutes(1, 30, lagging, 2);
    const after = aHall({ folder });
    expect(after.said('opened')[0]?.known).toHaveLength(2);
    after.minutes(1, 30, lagging, 2, true);
    after.minutes(31, 60, lagging, 2);
    expect(story(after.said('moment'))).toEqual(whole().filter((line) => Number(line.split(' ')[0]) >= 30));
  });

  test('of another trace of a rehearsal, and files that are damaged, begin anew', () => {
    const folder = aFolder();
    const before = aHall({ folder, birth: 'one' });
    before.tell({ kind: 'series', series: [lagOf(0)] });
    before.minutes(1, 20, lagging, 1);
    before.tell({ kind: 'stop' });
    expect(aHall({ folder, birth: 'two' }).said('opened')[0]?.known).toEqual([]);
    expect(aHall({ folder, birth: 'one' }).said('opened')[0]?.known).toHaveLength(1);
    for (const file of readdirSync(folder)) writeFileSync(join(folder, file), 'no such thing');
    const damaged = aHall({ folder, birth: 'one' });
    expect(damaged.said('opened')[0]?.known).toEqual([]);
    expect(damaged.said('trouble')).not.toEqual([]);
  });
});

test('readings of stored points are those that were made', () => {
  const hall = aHall();
  hall.tell({ kind: 'series', series: [lagOf(0), lagOf(1)] });
  hall.minutes(1, 31, lagging, 2);
  const minutes = Array.from({ length: 30 }, (_, minute) => minute + 1);
  hall.tell({
    kind: 'ask',
    id: 5,
    question: {
      of: 'readings',
      metric: 'ServerLag',
      key: lagOf(1).key,
      points: Float64Array.from(minutes.flatMap((minute) => [minute * MINUTE, lagging(minute, 1)])),
      marks: Float64Array.from(minutes.map((minute) => minute * MINUTE)),
      fromMs: 20 * MINUTE,
    },
  });
  const [said] = hall.said('answer');
  if (said?.answer.of !== 'readings') throw new Error('readings were asked');
  const rows = Array.from({ length: said.answer.readings.length / 7 }, (_, row) => [
    ...(said.answer.of === 'readings' ? said.answer.readings.slice(row * 7, row * 7 + 5) : []),
  ]);
  expect(rows[0]).toEqual([20 * MINUTE, 2, 0.1, 0, 2]);
  expect(rows[1]).toEqual([21 * MINUTE, 900, 0.95, 0, 2]);
  expect(rows).toHaveLength(11);
});

test('the map has the worst first, and only what was asked for', () => {
  const hall = aHall();
  hall.tell({ kind: 'series', series: [lagOf(0), lagOf(1)] });
  hall.minutes(1, 31, lagging, 2);
  const question = { of: 'map', family: null, contextId: context, toMs: 30 * MINUTE, steps: 6, limit: 1 } as const;
  hall.tell({ kind: 'ask', id: 1, question });
  hall.tell({ kind: 'ask', id: 2, question: { ...question, family: 'api-errors' } });
  const [first, second] = hall.said('answer').map(({ answer }) => (answer.of === 'map' ? answer : null));
  expect([first?.total, first?.rows.map(({ index }) => index)]).toEqual([2, [1]]);
  expect(first?.rows[0]?.cells.slice(-2)[0]).toBeCloseTo(0.95);
  expect(second?.rows).toEqual([]);
});
