import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MOST_LEAVES } from './durations';
import { MOST_TALLY_GROUPS } from './failures';
import type { DurationObservation } from './observation';
import { createSparseBook, restoreSparseBook, type SparseBook } from './sparse-book';
import { aPhase, drills, seeded } from './testing/drills';

const threshold = 0.9;
const WEEK = 7 * 86_400_000;

/** A book that knows a phase of one server from so many drills. */
function learned(seconds: readonly number[], change: Partial<DurationObservation> = {}): SparseBook {
  const book = createSparseBook({ threshold });
  for (const [drill, took] of seconds.entries()) {
    book.learn(aPhase({ executionId: `e-${drill}`, executionAtMs: drill * WEEK, seconds: took, ...change }));
  }
  return book;
}

const now = (seconds: number, change: Partial<DurationObservation> = {}) =>
  aPhase({ executionId: 'now', executionAtMs: 100 * WEEK, seconds, ...change });

describe('a phase', () => {
  test('that took what it always takes is nothing; one that took four times as long is told, with its reasons', () => {
    const book = learned([300, 290, 310, 305, 295]);
    expect(book.judgeObservation(now(308)).score).toBeLessThan(0.5);
    const judged = book.judgeObservation(now(1_200));
    expect(judged).toMatchObject({ direction: 'longer', enough: true, executions: 5 });
    expect(judged.score).toBeGreaterThan(threshold);
    expect(judged.usual).toBeCloseTo(300, -1);
    expect(judged.facts).toEqual([
      'It took 20 min.',
      expect.stringMatching(/^Usual are 5 min; nine of ten lie between \d min( \d0 s)? and \d min( \d0 s)?\.$/),
      expect.stringMatching(/^As long as this is /),
      'Before, the newest first: 5 min, 5 min 10 s, 5 min 10 s, 4 min 50 s, 5 min.',
      'Compared with 5 earlier executions of this plan.',
    ]);
  });

  test('is judged before it ends, and never for being short so far', () => {
    const book = learned([300, 290, 310, 305, 295]);
    const scores = [1, 60, 300, 600, 1_200, 3_600].map((seconds) => book.judgeObservation(now(seconds, { isOver: false })).score);
    expect(scores).toEqual([...scores].sort((a, b) => a - b));
    expect(scores[0]).toBe(0);
    expect(scores.at(-2)).toBeGreaterThan(threshold);
    expect(book.judgeObservation(now(10)).direction).toBe('shorter');
  });

  test('one drill that went wrong long ago hides no other', () => {
    const [clean, soiled] = [learned([300, 290, 310, 305, 295]), learned([300, 9_000, 310, 305, 295])];
    expect(soiled.judgeObservation(now(1_500)).score).toBeGreaterThan(threshold);
    expect(soiled.judgeObservation(now(300)).usual).toBeLessThan((clean.judgeObservation(now(300)).usual ?? 0) * 1.15);
  });

  test('recent drills count more', () => {
    const usual = learned([...Array.from({ length: 8 }, () => 300), ...Array.from({ length: 8 }, () => 500)]).judgeObservation(
      now(500),
    ).usual;
    expect(usual).toBeGreaterThan(430);
  });

  test('of a server nobody recovered before is compared with its wave, less sharply', () => {
    const book = createSparseBook({ threshold });
    for (let drill = 0; drill < 5; drill += 1) {
      for (let server = 0; server < 6; server += 1) {
        book.learn(
          aPhase({ executionId: `e-${drill}`, executionAtMs: drill * WEEK, serverId: `s-${server}`, seconds: 280 + 10 * server }),
        );
      }
    }
    const [known, fresh] = [now(600), now(600, { serverId: 's-new' })].map(book.judgeObservation);
    expect(fresh?.enough).toBe(true);
    expect(fresh?.score).toBeLessThanOrEqual(known?.score ?? 0);
    expect(book.judgeObservation(now(30_000, { serverId: 's-new' })).score).toBeGreaterThan(threshold);
  });

  test('with too few drills before it says nothing', () => {
    expect(learned([300, 300]).judgeObservation(now(30_000))).toMatchObject({ score: 0, enough: false, expected: null });
    expect(createSparseBook({ threshold }).judgeObservation(now(30_000)).enough).toBe(false);
  });

  test('that was cut short drags nothing down, and moves up what is expected where it was long', () => {
    const plain = learned([300, 300, 300, 300]);
    const [early, late] = [60, 2_000].map((seconds) => {
      const book = learned([300, 300, 300, 300]);
      book.learn(aPhase({ executionId: 'cut', executionAtMs: 5 * WEEK, seconds, isOver: false }));
      return book.judgeObservation(now(300)).usual ?? 0;
    });
    const usual = plain.judgeObservation(now(300)).usual ?? 0;
    expect(Math.abs((early ?? 0) / usual - 1)).toBeLessThan(0.01);
    expect(late).toBeGreaterThan(usual);
  });
});

test('drills that were all cut short say nothing of what is usual', () => {
  const book = learned([60, 60, 60, 60, 60], { isOver: false });
  expect(book.judgeObservation(now(3_600))).toMatchObject({ enough: false, score: 0, executions: 0 });
  for (const drill of [1, 2, 3]) book.learn(aPhase({ executionId: `f-${drill}`, executionAtMs: drill * WEEK + 1, seconds: 300 }));
  expect(book.judgeObservation(now(3_600))).toMatchObject({ enough: true, executions: 3 });
});

test('of a server nobody recovered before it says so', () => {
  const { facts } = learned([300, 290, 310]).judgeObservation(now(3_600, { serverId: 'another' }));
  expect(facts).toContain('This server was in no earlier execution: usual is what the rest of its plan took.');
});

test('drills that were cut short at once make nobody surer of how long one takes', () => {
  const [few, cut] = [learned([300, 330, 290]), learned([300, 330, 290])];
  for (let drill = 0; drill < 10; drill += 1) {
    cut.learn(aPhase({ executionId: `cut-${drill}`, executionAtMs: drill, seconds: 5, isOver: false }));
  }
  const width = (book: SparseBook) => {
    const { low, high } = book.judgeObservation(now(300)).expected ?? { low: 1, high: 1 };
    return Math.log(high / low);
  };
  expect(width(cut) / width(few)).toBeGreaterThan(0.98);
});

const someDrills = fc.array(
  fc.record({
    drill: fc.nat(7),
    server: fc.nat(4),
    wave: fc.nat(1),
    seconds: fc.double({ min: 1, max: 1e6, noNaN: true }),
    isOver: fc.boolean(),
  }),
  { minLength: 1, maxLength: 80 },
);
type Played = (typeof someDrills extends fc.Arbitrary<infer T> ? T : never)[number];
const played = ({ drill, server, wave, seconds, isOver }: Played) =>
  aPhase({ executionId: `e-${drill}`, executionAtMs: drill * WEEK, serverId: `s-${server}`, waveNumber: wave, seconds, isOver });

test('the order of learning does not matter', () => {
  fc.assert(
    fc.property(someDrills, fc.nat(), (observations, seed) => {
      const unit = seeded(seed);
      const shuffled = [...observations].map((one) => [unit(), one] as const).sort(([a], [b]) => a - b);
      const [one, other] = [createSparseBook({ threshold }), createSparseBook({ threshold })];
      for (const each of observations) one.learn(played(each));
      for (const [, each] of shuffled) other.learn(played(each));
      for (const seconds of [50, 5_000]) {
        const [a, b] = [one.judgeObservation(now(seconds)), other.judgeObservation(now(seconds))];
        expect(b.score).toBeCloseTo(a.score, 9);
        expect(b.usual ?? 0).toBeCloseTo(a.usual ?? 0, 6);
      }
    }),
  );
});

test('durations twice, four times … as long score alike', () => {
  fc.assert(
    fc.property(
      someDrills,
      fc.integer({ min: -3, max: 4 }),
      fc.double({ min: 10, max: 1e5, noNaN: true }),
      (observations, power, seconds) => {
        const factor = 2 ** power;
        const [one, other] = [createSparseBook({ threshold }), createSparseBook({ threshold })];
        for (const each of observations) {
          one.learn(played(each));
          other.learn(played({ ...each, seconds: each.seconds * factor }));
        }
        const [a, b] = [one.judgeObservation(now(seconds)), other.judgeObservation(now(seconds * factor))];
        expect(b.score).toBeCloseTo(a.score, 6);
      },
    ),
  );
});

test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, -5, 1e9, 1e-9, Number.MAX_VALUE])(
  'a duration of %d does no harm',
  (seconds) => {
    const book = learned([300, 290, 310, 305, 295]);
    for (const drill of [10, 11]) book.learn(aPhase({ executionId: `odd-${drill}`, executionAtMs: drill * WEEK, seconds }));
    const judged = book.judgeObservation(now(seconds));
    for (const figure of [judged.score, judged.tail]) {
      expect(figure).toBeGreaterThanOrEqual(0);
      expect(figure).toBeLessThanOrEqual(1);
    }
    expect(book.judgeObservation(now(300)).usual).toBeLessThan(420);
    expect(book.judgeObservation(now(300)).usual).toBeGreaterThan(200);
    book.learn(aPhase({ executionAtMs: Number.NaN }));
    expect(Number.isFinite(book.judgeObservation(now(300)).usual)).toBe(true);
  },
);

test('memory is bounded, and the newest stay', () => {
  const book = createSparseBook({ threshold });
  for (let server = 0; server < MOST_LEAVES * 1.2; server += 1) {
    book.learn(aPhase({ serverId: `s-${server}`, executionAtMs: server }));
  }
  for (let drill = 0; drill < 100; drill += 1) book.learn(aPhase({ executionId: `e-${drill}`, executionAtMs: drill + 1e9 }));
  for (let group = 0; group < MOST_TALLY_GROUPS * 1.2; group += 1) {
    book.learnAttempt({
      contextId: 'c',
      executionId: 'e',
      executionAtMs: group,
      failed: false,
      groups: { server: `s-${group}` },
    });
  }
  const { durations, failures } = book.save();
  expect(durations.length).toBeLessThanOrEqual(MOST_LEAVES);
  expect(Math.max(...durations.map(({ values }) => values.length))).toBeLessThanOrEqual(16);
  expect(durations.some(({ path }) => path.at(-1) === `s-${MOST_LEAVES * 1.2 - 1}`)).toBe(true);
  expect(failures.length).toBeLessThanOrEqual(MOST_TALLY_GROUPS);
});

test('a book that was saved as JSON judges as it did; what is no book is refused', () => {
  const book = createSparseBook({ threshold });
  for (const drill of drills(3, 1).slice(0, 5)) for (const { observation } of drill) book.learn(observation);
  book.learnAttempt({ contextId: 'payroll', executionId: 'e-1', executionAtMs: 1, failed: true, groups: { subnet: 'subnet-a' } });
  const restored = restoreSparseBook(JSON.parse(JSON.stringify(book.save())), { threshold });
  expect(restored.ok && restored.value.judgeObservation(now(900))).toEqual(book.judgeObservation(now(900)));
  expect(restored.ok && restored.value.save().failures).toEqual(book.save().failures);
  for (const broken of [null, {}, { version: 2 }, { ...book.save(), durations: [{ path: [], values: [] }] }]) {
    expect(restoreSparseBook(broken, { threshold }).ok).toBe(false);
  }
});

test('simulated drills: what is usual is told seldom, what takes five times as long nearly always', () => {
  const counts = { odd: 0, found: 0, plain: 0, falsely: 0, inBand: 0 };
  for (let seed = 1; seed <= 12; seed += 1) {
    const book = createSparseBook({ threshold });
    for (const [drill, those] of drills(seed * 7_919, 5).entries()) {
      for (const { observation, factor } of drill < 3 ? [] : those) {
        const { score, direction, expected } = book.judgeObservation(observation);
        const isTold = score >= threshold && direction === 'longer';
        const inBand = expected !== null && observation.seconds >= expected.low && observation.seconds <= expected.high;
        if (factor === 1) counts.plain += 1;
        else counts.odd += 1;
        if (isTold && factor === 1) counts.falsely += 1;
        if (isTold && factor !== 1) counts.found += 1;
        if (inBand && factor === 1) counts.inBand += 1;
      }
      for (const { observation } of those) book.learn(observation);
    }
  }
  expect(counts.found / counts.odd).toBeGreaterThan(0.75);
  expect(counts.falsely / counts.plain).toBeLessThan(0.005);
  expect(counts.inBand / counts.plain).toBeGreaterThan(0.87);
  expect(counts.inBand / counts.plain).toBeLessThan(0.96);
});

describe('launches of one group', () => {
  const launches = (book: SparseBook, drill: number, subnet: string, failed: number, of: number) => {
    for (let launch = 0; launch < of; launch += 1) {
      const groups = { subnet, plan: 'Payroll DR' };
      book.learnAttempt({
        contextId: 'payroll',
        executionId: `e-${drill}`,
        executionAtMs: drill,
        failed: launch < failed,
        groups,
      });
    }
  };
  const tally = (attempts: number, failures: number, value = 'subnet-a') =>
    ({ contextId: 'payroll', executionId: 'now', executionAtMs: 99, dimension: 'subnet', value, attempts, failures }) as const;

  test('that fail more than they and others did are told', () => {
    const book = createSparseBook({ threshold });
    for (let drill = 0; drill < 5; drill += 1) launches(book, drill, 'subnet-a', drill === 2 ? 1 : 0, 12);
    expect(book.judgeFailures(tally(12, 0)).score).toBe(0);
    expect(book.judgeFailures(tally(12, 1)).score).toBeLessThan(threshold);
    const judged = book.judgeFailures(tally(12, 5));
    expect(judged.score).toBeGreaterThan(threshold);
    expect(judged.facts).toEqual([
      '5 of 12 launches failed.',
      'Before, 1 of 60 did.',
      'Of all launches of this context 1 of 60 failed before, in 5 executions.',
    ]);
    expect(book.judgeFailures(tally(12, 7, 'subnet-new')).score).toBeGreaterThan(threshold);
  });

  test('that always fail as often are nothing new', () => {
    const book = createSparseBook({ threshold });
    for (let drill = 0; drill < 6; drill += 1) {
      launches(book, drill, 'subnet-a', 3, 6);
      launches(book, drill, 'subnet-b', 0, 30);
    }
    expect(book.judgeFailures(tally(6, 3)).score).toBeLessThan(0.5);
    expect(book.judgeFailures(tally(6, 3, 'subnet-b')).score).toBeGreaterThan(threshold);
  });

  test.each([tally(12, 13), tally(0, 0), tally(Number.NaN, 1), tally(5, -1), tally(2.5, 1)])(
    'nonsense says nothing: %j',
    (odd) => {
      const book = createSparseBook({ threshold });
      for (let drill = 0; drill < 5; drill += 1) launches(book, drill, 'subnet-a', 0, 12);
      expect(book.judgeFailures(odd)).toMatchObject({ score: 0, enough: false });
      expect(createSparseBook({ threshold }).judgeFailures(tally(5, 5)).enough).toBe(false);
    },
  );
});
