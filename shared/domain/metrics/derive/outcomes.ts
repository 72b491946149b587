import type { Execution } from '../../view';

/** How an execution came out, as far as it counts. `cancelled` was ended by a person and says nothing of whether it would have worked. */
export type Outcome = 'succeeded' | 'with-losses' | 'failed' | 'cancelled' | 'open';

/** What is needed of an execution to judge it. */
type Ended = Pick<Execution, 'status' | 'detail' | 'counts'>;

export function outcomeOf({ status, detail, counts }: Ended): Outcome {
  switch (status) {
    case 'COMPLETED':
      return counts.failed > 0 || detail.includes('some-servers-failed') ? 'with-losses' : 'succeeded';
    case 'FAILED':
    case 'TIMED_OUT':
      return 'failed';
    case 'CANCELLED':
    case 'TERMINATED':
      return 'cancelled';
    case 'PENDING':
    case 'RUNNING':
    case 'PAUSED':
    case 'CANCELLING':
    case 'UNKNOWN':
      return 'open';
  }
}

export interface Success<E> {
  /** 0 to 1; null where nothing ended that counts. */
  readonly rate: number | null;
  readonly succeeded: readonly E[];
  readonly withLosses: readonly E[];
  readonly failed: readonly E[];
  readonly cancelled: readonly E[];
}

/** Share of executions that recovered every server, of all that came to their own end. Cancelled and open ones are left out. */
export function successOf<E extends Ended>(executions: readonly E[]): Success<E> {
  const of = (outcome: Outcome): E[] => executions.filter((one) => outcomeOf(one) === outcome);
  const [succeeded, withLosses, failed] = [of('succeeded'), of('with-losses'), of('failed')];
  const counted = succeeded.length + withLosses.length + failed.length;
  return { rate: counted === 0 ? null : succeeded.length / counted, succeeded, withLosses, failed, cancelled: of('cancelled') };
}
