import { expect, test } from 'vitest';
import type { Execution, Wave } from '../../../../shared/domain/view';
import { aDrill } from '../../../testing/drill';
import { contextId } from '../../../testing/world';
import { gateOf } from './gates';

const START = 1_700_000_000_000;
const minute = 60_000;

function aRun(
  nowMin: number,
  secondStartsAtMin: number,
  change: { status: Execution['status']; pausedBeforeWave?: number },
): { execution: Execution; second: Wave } {
  const { execution } = aDrill({
    executionId: 'e',
    contextId,
    planName: 'p',
    executionType: 'DRILL',
    startMs: START,
    nowMs: START + nowMin * minute,
    waves: [
      { name: 'One', servers: ['a'], startsAtMin: 0 },
      { name: 'Two', servers: ['b'], startsAtMin: secondStartsAtMin, pause: true },
    ],
    ...change,
  });
  const second = execution.waves[1];
  if (second === undefined) throw new Error('expected two waves');
  return { execution, second };
}

test('while it waits the gate has no end', () => {
  const { execution, second } = aRun(20, 999, { status: 'PAUSED', pausedBeforeWave: 1 });
  expect(gateOf(execution, second)).toEqual({ fromMs: START + 20 * minute - 4.6 * minute, untilMs: null });
});

test('a wait that is over is read from the end of the wave before to the start of this one', () => {
  const { execution, second } = aRun(40, 30, { status: 'RUNNING' });
  expect(gateOf(execution, second)).toEqual({ fromMs: START + 12.5 * minute, untilMs: START + 30 * minute });
});

test('a gate that lies ahead is not drawn yet', () => {
  const { execution, second } = aRun(5, 999, { status: 'RUNNING' });
  expect(gateOf(execution, second)).toBeNull();
});
