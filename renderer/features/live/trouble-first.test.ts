import { expect, test } from 'vitest';
import type { Participant, Phase } from '../../../shared/domain/view';
import { aDrill } from '../../testing/drill';
import { contextId } from '../../testing/world';
import { troubleFirst } from './trouble-first';

test('trouble rises, what is done sinks, and equals keep their order', () => {
  const phases: readonly Phase[] = ['LAUNCHED', 'WAITING', 'CONVERSION', 'FAILED', 'SNAPSHOT', 'TERMINATED'];
  const { participants } = aDrill({
    executionId: 'e',
    contextId,
    planName: 'p',
    executionType: 'DRILL',
    startMs: 0,
    nowMs: 0,
    waves: [{ name: 'All', servers: phases.map((phase) => phase), startsAtMin: 0 }],
    status: 'RUNNING',
  });
  const rows = participants.map((one, index): Participant => ({ ...one, phase: phases[index] ?? 'WAITING' }));
  expect(troubleFirst(rows).map((one) => one.phase)).toEqual([
    'FAILED',
    'CONVERSION',
    'SNAPSHOT',
    'WAITING',
    'LAUNCHED',
    'TERMINATED',
  ]);
});
