import { expect, test } from 'vitest';
import { aDrill } from '../../testing/drill';
import { contextId } from '../../testing/world';
import { saidBetween } from './announce';

const START = 1_700_000_000_000;

function at(nowMin: number, failing?: string, status: 'RUNNING' | 'FAILED' = 'RUNNING') {
  return aDrill({
    executionId: 'e',
    contextId,
    planName: 'Payroll DR',
    executionType: 'DRILL',
    startMs: START,
    nowMs: START + nowMin * 60_000,
    waves: [{ name: 'One', servers: ['a', 'b'], startsAtMin: 0 }],
    status,
    ...(failing === undefined ? {} : { failing }),
  });
}

test('nothing new, nothing said', () => expect(saidBetween(at(3), at(4))).toEqual([]));

test('a server that failed comes before what became of its wave and the run', () => {
  const said = saidBetween(at(10), at(30, 'b', 'FAILED'));
  expect(said.map((one) => one.kind)).toEqual(['server-failed', 'execution', 'wave']);
  expect(said[0]).toMatchObject({ server: 'b' });
});

test('many failures at once are one sentence', () => {
  const after = at(30, 'b');
  const all = after.participants.map((one) => ({ ...one, phase: 'FAILED' as const }));
  expect(saidBetween(at(10), { ...after, participants: all })[0]).toEqual({ kind: 'servers-failed', servers: 2 });
});

test('a wave that completes is told once', () => {
  expect(saidBetween(at(10), at(30))).toEqual([{ kind: 'wave', label: 'Wave 1 One', status: 'COMPLETED' }]);
  expect(saidBetween(at(30), at(31))).toEqual([]);
});
