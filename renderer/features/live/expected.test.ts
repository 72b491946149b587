import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Execution, Participant } from '../../../shared/domain/view';
import { aDrill } from '../../testing/drill';
import { contextId } from '../../testing/world';
import { expectedOf, medianOf, pastRunsOf, remainingOf, usualOf } from './expected';

const START = 1_700_000_000_000;
const minute = 60_000;
const day = 1_440 * minute;

function aRun(id: string, startMs: number, change: { status?: Execution['status']; nowMin?: number; planName?: string } = {}) {
  const { status = 'COMPLETED', nowMin = 40, planName = 'Payroll DR' } = change;
  return aDrill({
    executionId: id,
    contextId,
    planName,
    executionType: 'DRILL',
    startMs,
    nowMs: startMs + nowMin * minute,
    waves: [
      { name: 'One', servers: ['a', 'b'], startsAtMin: 0 },
      { name: 'Two', servers: ['c'], startsAtMin: 15 },
    ],
    status,
    ...(status === 'COMPLETED' ? { endedAtMin: 30 } : {}),
  });
}

const first = aRun('e1', START);
const second = aRun('e2', START + day);
const now = aRun('e3', START + 2 * day, { status: 'RUNNING', nowMin: 5 });
const all = [first, second, now];
const membersOf = (id: string): readonly Participant[] => all.find((one) => one.execution.executionId === id)?.participants ?? [];

describe('which runs count', () => {
  test('completed ones of the same plan that began before, newest first', () => {
    const others = [
      aRun('failed', START, { status: 'FAILED' }),
      aRun('other', START, { planName: 'Ledger' }),
      aRun('later', START + 3 * day),
    ];
    const past = pastRunsOf(
      now.execution,
      [...others, ...all].map((one) => one.execution),
    );
    expect(past.map((one) => one.executionId)).toEqual(['e2', 'e1']);
  });

  test('fewer than two say nothing', () => expect(expectedOf([first.execution], membersOf)).toBeNull());
});

describe('what they say', () => {
  const expected = expectedOf([second.execution, first.execution], membersOf);

  test('a wave takes what it took in the middle, with its phases', () => {
    expect(expected?.runs).toBe(2);
    expect(expected?.waves.get(0)?.took).toEqual({ medianMs: 12.5 * minute, spreadMs: 0 });
    expect(expected?.waves.get(1)?.phases.SNAPSHOT?.medianMs).toBe(1.8 * minute);
  });

  test('what is left of the running wave and the whole of those to come', () => {
    expect(remainingOf(now.execution, expected, START + 2 * day + 5 * minute)?.medianMs).toBe(7.5 * minute + 12.5 * minute);
  });

  test('a wave slower than usual takes nothing away from the next', () => {
    expect(remainingOf(now.execution, expected, START + 2 * day + 60 * minute)?.medianMs).toBe(12.5 * minute);
  });

  test('a wave nobody has run before leaves the end open', () => {
    const fresh = expectedOf(
      [first.execution, second.execution].map((one) => ({ ...one, waves: one.waves.slice(0, 1) })),
      membersOf,
    );
    expect(remainingOf(now.execution, fresh, START + 2 * day)).toBeNull();
  });
});

test('half of the values lie within the spread of the middle', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 40 }), (times) => {
      const usual = usualOf(times);
      if (usual === null) throw new Error('expected a middle');
      const within = times.filter((time) => Math.abs(time - usual.medianMs) <= usual.spreadMs + 1e-6).length;
      expect(within * 2).toBeGreaterThanOrEqual(times.length);
    }),
  );
  expect(medianOf([])).toBeNull();
});
