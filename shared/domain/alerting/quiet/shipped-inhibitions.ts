import { Inhibition } from '../settings';

/**
 * What holds while the operator has no inhibitions of their own: only what adds nothing while its source fires is kept quiet. A server
 * that failed says which one and why, and an objective that is missed says so, so a failed execution hides neither.
 */
export const shippedInhibitions: readonly Inhibition[] = [
  Inhibition.parse({
    id: 'failed-execution',
    name: 'A failed execution explains its waves and that it is late',
    source: [{ label: 'kind', op: '=', value: 'execution-failed' }],
    target: [
      { label: 'kind', op: '=~', value: 'wave\\.failed|wave-stuck|server-stuck|execution-runs-long|execution-paused-long' },
    ],
    equal: ['execution'],
  }),
  Inhibition.parse({
    id: 'silent-context',
    name: 'An account that cannot be read explains each silent source in it',
    source: [
      { label: 'kind', op: '=', value: 'source-silent' },
      { label: 'source', op: '=', value: 'all' },
    ],
    target: [
      { label: 'kind', op: '=~', value: 'source-silent|agent-silent' },
      { label: 'source', op: '!=', value: 'all' },
    ],
    equal: ['context'],
  }),
];
