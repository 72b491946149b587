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
    id: 'stalled-replication',
    name: 'Replication that is stalled explains that it lags more than usual',
    source: [{ label: 'kind', op: '=', value: 'replication-stalled' }],
    target: [
      { label: 'source', op: '=', value: 'finding' },
      { label: 'family', op: '=~', value: 'replication-lag|replication-backlog' },
    ],
    equal: ['server'],
  }),
  Inhibition.parse({
    id: 'lag-over-objective',
    name: 'A rule about the lag of a server explains that it lags more than usual',
    source: [{ label: 'rule', op: '=~', value: 'lag-over-objective|replication-.*' }],
    target: [
      { label: 'source', op: '=', value: 'finding' },
      { label: 'family', op: '=~', value: 'replication-lag|replication-backlog' },
    ],
    equal: ['server'],
  }),
  Inhibition.parse({
    id: 'objective-missed',
    name: 'An objective that is missed needs no forecast of it',
    source: [{ label: 'rule', op: '=', value: 'execution-over-objective' }],
    target: [{ label: 'family', op: '=', value: 'objective-at-risk' }],
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
