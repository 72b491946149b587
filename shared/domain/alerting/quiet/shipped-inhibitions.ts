import { Inhibition } from '../settings';

/**
 * What holds while the operator has no inhibitions of their own: only what adds nothing while its source fires is kept quiet. A server
 * that failed says which one and why, so a failed execution does not hide it.
 */
export const shippedInhibitions: readonly Inhibition[] = [
  Inhibition.parse({
    id: 'failed-execution',
    name: 'A failed execution explains its waves and how long it takes',
    source: [{ label: 'kind', op: '=', value: 'execution-failed' }],
    target: [
      {
        label: 'kind',
        op: '=~',
        value: 'wave\\.failed|wave-stuck|execution-runs-long|execution-over-objective|execution-paused-long|server-stuck',
      },
    ],
    equal: ['execution'],
  }),
];
