import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Objective } from '../objectives';
import { instantOf, msOf } from '../primitives';
import type { Participant } from '../view';
import { Forecast } from './forecast';
import { type Asked, forecastOf } from './forecast-of';
import { learnFrom } from './history';
import { courseOf, type ExecutionCourse } from './past';
import { aDrill, type DrillShape, type MadeDrill } from './testing/a-course';

const objective: Objective = { rtoMinutes: 40, rpoMinutes: 15, drillEveryDays: null, tier: null, owner: null };
const waves = [3, 5] as const;

function courseOfDrill({ execution, participants, now }: MadeDrill): ExecutionCourse {
  const course = courseOf(execution, participants, {}, now);
  if (course === null) throw new Error('it has begun');
  return course;
}

function past(count: number, more: Partial<DrillShape> = {}): ExecutionCourse[] {
  return Array.from({ length: count }, (_, number) => courseOfDrill(aDrill({ waves, number, ...more })));
}

function ask(running: MadeDrill, history: readonly ExecutionCourse[], more: Partial<Asked> = {}): Forecast {
  const { execution, participants, now } = running;
  const base = { servers: {}, load: null, objective, previous: null };
  return forecastOf({ execution, participants, now, history: learnFrom(history), ...base, ...more });
}

describe('a forecast', () => {
  it('says nothing in numbers before three executions completed, and why', () => {
    const forecast = ask(aDrill({ waves, number: 9, atSeconds: 60 }), past(2));
    expect(forecast).toMatchObject({ state: 'not-enough-history', finish: null, rto: { missProbability: null } });
    expect(forecast.why).toContain('only 2 executions have completed');
  });

  it('learns nothing from executions whose job logs are not known, and says so', () => {
    const untold = (number: number) => {
      const made = aDrill({ waves, number });
      return courseOfDrill({ ...made, participants: made.participants.map((part) => ({ ...part, phases: [] })) });
    };
    const running = aDrill({ waves, number: 9, atSeconds: 60 });
    const without = ask(running, [0, 1, 2, 3].map(untold));
    expect(without).toMatchObject({ state: 'not-enough-history', finish: null, basis: { executions: 0 } });
    expect(without.why).toContain('job logs of 4 past executions');
    expect(ask(running, [...past(4), untold(4), untold(5)]).finish).toEqual(ask(running, past(4)).finish);
  });

  it('says nothing of an execution with a wave nobody ever ran', () => {
    const forecast = ask(aDrill({ waves: [3, 5, 4], number: 9, atSeconds: 60 }), past(5));
    expect(forecast.state).toBe('not-enough-history');
    expect(forecast.why).toContain('Wave 3');
  });

  it.each([20, 300, 700, 900, 1_300])('foresees the finish and each wave at second %i', (atSeconds) => {
    const running = aDrill({ waves, number: 9, atSeconds });
    const forecast = ask(running, past(6));
    expect(forecast.state).toBe('known');
    const { finishMs } = aDrill({ waves, number: 9 });
    expect(msOf(forecast.finish?.earliest ?? instantOf(0))).toBeLessThanOrEqual(finishMs);
    expect(msOf(forecast.finish?.latest ?? instantOf(0))).toBeGreaterThanOrEqual(finishMs);
    expect(Forecast.parse(forecast)).toEqual(forecast);
  });

  it('grows narrower on the way, and follows an execution that is slower than all before', () => {
    const width = ({ finish }: Forecast) => (finish === null ? 0 : msOf(finish.latest) - msOf(finish.earliest));
    const early = ask(aDrill({ waves, number: 9, atSeconds: 20 }), past(8));
    const late = ask(aDrill({ waves, number: 9, atSeconds: 1_200 }), past(8));
    expect(width(late)).toBeLessThan(width(early));
    const slow = aDrill({ waves, number: 9, pace: 1.6, atSeconds: 1_400 });
    const { finishMs } = aDrill({ waves, number: 9, pace: 1.6 });
    const forecast = ask(slow, past(8));
    expect(Math.abs(msOf(forecast.finish?.middle ?? instantOf(0)) - finishMs)).toBeLessThan(
      0.2 * (finishMs - msOf(slow.now)) + 60_000,
    );
    expect(forecast.warnings.map(({ kind }) => kind)).toContain('slow');
  });

  it('follows a past that has become slower', () => {
    const slower = [
      ...past(6),
      ...Array.from({ length: 6 }, (_, number) => courseOfDrill(aDrill({ waves, number: number + 6, pace: 1.5 }))),
    ];
    const usual = msOf(ask(aDrill({ waves, number: 20, atSeconds: 20 }), past(6)).finish?.middle ?? instantOf(0));
    const now = msOf(ask(aDrill({ waves, number: 20, atSeconds: 20 }), slower).finish?.middle ?? instantOf(0));
    expect(now - usual).toBeGreaterThan(300_000);
  });

  it('weighs the RTO: hardly missed where it is generous, surely where it is over', () => {
    const running = aDrill({ waves, number: 9, atSeconds: 300 });
    const chance = (rtoMinutes: number) =>
      ask(running, past(6), { objective: { ...objective, rtoMinutes } }).rto?.missProbability ?? -1;
    expect(chance(90)).toBeLessThan(0.05);
    expect(chance(6)).toBeGreaterThan(0.95);
    expect(ask(running, past(6), { objective: { ...objective, rtoMinutes: null } }).rto).toBeNull();
  });

  it('warns of a server that is stuck, keeps since when, and does not flicker', () => {
    const stuck = { server: 1, phase: 'CONVERSION' } as const;
    const first = ask(aDrill({ waves, number: 9, stuck, atSeconds: 2_400 }), past(8));
    const warning = first.warnings.find(({ kind }) => kind === 'phase-stuck');
    expect(warning).toMatchObject({ serverName: 'server-1', since: first.at });
    expect(warning?.probability).toBeGreaterThan(0.1);
    const second = ask(aDrill({ waves, number: 9, stuck, atSeconds: 2_430 }), past(8), { previous: first });
    expect(second.warnings.find(({ id }) => id === warning?.id)?.since).toBe(first.at);
    expect(
      ask(aDrill({ waves, number: 9, atSeconds: 300 }), past(8)).warnings.filter(({ kind }) => kind === 'phase-stuck'),
    ).toEqual([]);
  });

  it('says a lag that is not known is not known', () => {
    expect(ask(aDrill({ waves, number: 9, atSeconds: 20 }), past(4)).rpo).toMatchObject({ expectedSeconds: null, unknown: 5 });
  });

  /** The first server of the drill has failed; the record of the execution still says that it runs. */
  function withLoss({ participants, ...running }: MadeDrill): MadeDrill {
    const lost = (part: Participant, index: number): Participant => (index === 0 ? { ...part, phase: 'FAILED' } : part);
    return { ...running, participants: participants.map(lost) };
  }

  it.each([0, 5])('foresees no finish once a server is lost, and warns of nothing: that is a fact (%i before)', (before) => {
    const forecast = ask(withLoss(aDrill({ waves, number: 9, atSeconds: 300 })), past(before));
    expect(forecast).toMatchObject({ state: 'known', finish: null, rto: { missProbability: 1 }, warnings: [] });
    expect(forecast.why).toContain('failed to launch');
  });

  it('without enough history claims a miss only when the deadline has passed, and says that as a fact', () => {
    const at = (atSeconds: number) =>
      ask(aDrill({ waves, number: 9, atSeconds }), past(1), { objective: { ...objective, rtoMinutes: 10 } });
    expect(at(599)).toMatchObject({ rto: { missProbability: null }, warnings: [] });
    const missed = at(720);
    expect(missed).toMatchObject({ state: 'not-enough-history', finish: null, rto: { missProbability: 1 } });
    expect(missed.warnings).toMatchObject([{ kind: 'rto-at-risk', probability: null, severity: 'HIGH' }]);
    const [warning] = missed.warnings;
    expect(warning?.title).toBe('The recovery time objective was missed');
    expect(warning?.summary).toContain('ended at 09:10 UTC, 2 min ago, with 6 of 8 servers not launched');
    expect(JSON.stringify(warning)).not.toContain('%');
  });

  it('supports what it says of the objective: which wave, since when, against what, from how many executions', () => {
    const forecast = ask(aDrill({ waves, number: 9, atSeconds: 900 }), past(6), { objective: { ...objective, rtoMinutes: 18 } });
    const warning = forecast.warnings.find(({ kind }) => kind === 'rto-at-risk');
    expect(warning?.evidence.join(' ')).toMatch(
      /^Wave 2 Tier 2 has run for \d+ min with 5 of 5 servers not launched; its end is expected in \d+ min\. Its phases take .* the 6 past executions/,
    );
  });

  it('counts what its sentence counts: executions that completed, and beside them those that did not', () => {
    const failed = courseOfDrill(withLoss(aDrill({ waves, number: 0 })));
    const running = aDrill({ waves, number: 9, atSeconds: 60 });
    const none = ask(running, [{ ...failed, outcome: 'failed' }]);
    expect(none).toMatchObject({ state: 'not-enough-history', basis: { executions: 0, ofThisPlan: 0 } });
    expect(none.why).toContain('no execution has completed here (1 ended without completing)');
    const known = ask(running, [...past(4), { ...failed, outcome: 'failed' }]);
    expect(known.basis).toMatchObject({ executions: 4, ofThisPlan: 4 });
    expect(known.why).toContain('4 completed executions of this plan, and on 1 that ended without completing');
  });

  it('is over when it has ended', () => {
    expect(ask(aDrill({ waves, number: 9 }), past(5))).toMatchObject({ state: 'over', finish: null, warnings: [] });
  });
});

describe('whatever is asked', () => {
  const shapes = fc.record({
    waves: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 3 }),
    atSeconds: fc.integer({ min: 0, max: 4_000 }),
    pace: fc.double({ min: 0.3, max: 4, noNaN: true }),
  });

  it('the range is in order, not in the past, and the same again', () => {
    fc.assert(
      fc.property(shapes, ({ waves: sizes, atSeconds, pace }) => {
        const history = Array.from({ length: 4 }, (_, number) => courseOfDrill(aDrill({ waves: sizes, number })));
        const running = aDrill({ waves: sizes, number: 9, atSeconds, pace });
        const forecast = ask(running, history);
        expect(ask(running, history)).toEqual(forecast);
        if (forecast.finish === null) return;
        const { earliest, early, middle, late, latest } = forecast.finish;
        expect([earliest, early, middle, late, latest].sort()).toEqual([earliest, early, middle, late, latest]);
        expect(msOf(earliest)).toBeGreaterThanOrEqual(msOf(forecast.at));
      }),
      { numRuns: 25 },
    );
  });

  it('a shift of all moments shifts the forecast alike', () => {
    fc.assert(
      fc.property(shapes, fc.integer({ min: 1, max: 50 }), ({ waves: sizes, atSeconds, pace }, weeks) => {
        const shiftMs = weeks * 7 * 86_400_000;
        const made = (by: number) => {
          const history = Array.from({ length: 4 }, (_, number) => courseOfDrill(aDrill({ waves: sizes, number, shiftMs: by })));
          return ask(aDrill({ waves: sizes, number: 9, atSeconds, pace, shiftMs: by }), history).finish?.middle ?? null;
        };
        const [plain, shifted] = [made(0), made(shiftMs)];
        expect(shifted === null ? null : msOf(shifted) - shiftMs).toBe(plain === null ? null : msOf(plain));
      }),
      { numRuns: 10 },
    );
  });
});
