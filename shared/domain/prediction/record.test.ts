import { describe, expect, it } from 'vitest';
import type { EventOf } from '../events';
import { ContextId, ExecutionId, instantOf } from '../primitives';
import { tallyOf } from './record';

const minute = (count: number) => instantOf(Date.UTC(2026, 2, 14, 9) + count * 60_000);

function noted(execution: string, more: Partial<EventOf<'forecast.noted'>>): EventOf<'forecast.noted'> {
  return {
    at: minute(0),
    type: 'forecast.noted',
    executionId: ExecutionId.parse(execution),
    contextId: ContextId.parse('payroll@us-east-1'),
    planName: 'Payroll DR',
    moment: 'start',
    waveNumber: 0,
    finish: { earliest: minute(30), early: minute(38), middle: minute(40), late: minute(42), latest: minute(55) },
    missProbability: 0.1,
    deadline: minute(60),
    warnings: [],
    waitedSeconds: 0,
    ended: null,
    ...more,
  };
}

function end(execution: string, at: number, more: Partial<EventOf<'forecast.noted'>> = {}): EventOf<'forecast.noted'> {
  const ended = { at: minute(at), isCompleted: true, launchedAt: minute(at - 1) };
  return noted(execution, { moment: 'end', finish: null, missProbability: null, ended, ...more });
}

describe('how forecasts did', () => {
  it('counts the true finish within the intervals, and the chance of missing against what came', () => {
    const tally = tallyOf([
      noted('a', {}),
      end('a', 41),
      noted('b', {}),
      end('b', 50),
      noted('c', {}),
      end('c', 70),
      noted('d', {}),
    ]);
    expect(tally).toMatchObject({ executions: 3, finish: { of: 3, within50: 1, within90: 2 }, isSmall: true });
    expect(tally.rto).toMatchObject({ of: 3, missed: 1 });
    expect(tally.rto.brier).toBeCloseTo((0.01 + 0.01 + 0.81) / 3);
  });

  it('takes off what people made it wait for afterwards', () => {
    expect(tallyOf([noted('a', {}), end('a', 61, { waitedSeconds: 1_200 })]).finish).toEqual({ of: 1, within50: 1, within90: 1 });
  });

  it('leaves failed ones out of the finish, and counts them as missed', () => {
    const tally = tallyOf([noted('a', {}), end('a', 41, { ended: { at: minute(41), isCompleted: false, launchedAt: null } })]);
    expect(tally.finish.of).toBe(0);
    expect(tally.rto.missed).toBe(1);
  });
});
