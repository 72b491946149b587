import type { JobId } from '../primitives';
import type { Execution, ExecutionDetail, ExecutionStatus, Possible } from '../view';
import { counted } from './words';

export interface Asking {
  readonly status: ExecutionStatus;
  readonly detail: readonly ExecutionDetail[];
  readonly instances: number;
  readonly jobRuns: boolean;
  /** A job that terminates instances of this execution and has not ended. */
  readonly terminatingBy: JobId | null;
  readonly runArn: string | null;
  /** Where the item still lists waves as active, the platform's own pages refuse to terminate. */
  readonly itemHasActiveWave: boolean;
}

const active: readonly ExecutionStatus[] = ['PENDING', 'RUNNING', 'PAUSED', 'CANCELLING'];

/** What may be asked of the platform for an execution now, and why not. A reason beside `allowed` says what to expect. */
export function actionsFor(asking: Asking): Execution['actions'] {
  return { resume: resume(asking), cancel: cancel(asking), terminate: terminate(asking), stop: stop(asking) };
}

function resume({ status }: Asking): Possible {
  return status === 'PAUSED' ? yes() : no('It does not wait for an approval.');
}

function cancel({ status }: Asking): Possible {
  if (status === 'CANCELLING') return no('It is being cancelled already.');
  if (!active.includes(status)) return no('It has ended.');
  return yes(status === 'RUNNING' ? 'No further wave starts; servers that are launching go on, DRS cannot stop a job.' : null);
}

function terminate(asking: Asking): Possible {
  if (asking.terminatingBy !== null) return no(`Its instances are being terminated by ${asking.terminatingBy}.`);
  if (asking.instances === 0) return no('No instance of it exists.');
  if (active.includes(asking.status)) return no('It has not ended; cancel it first.');
  if (asking.jobRuns) return yes('Servers that are still launching are not covered: terminate again when their job has ended.');
  return yes(
    asking.itemHasActiveWave
      ? `The platform’s own page will say “Waves still active”; the call is accepted all the same and ends ${counted(asking.instances, 'instance')}.`
      : null,
  );
}

function stop({ status, detail, runArn }: Asking): Possible {
  if (active.includes(status)) return no('It goes on; cancel it instead.');
  if (!detail.includes('run-left-open')) return no('Its run is not open.');
  return runArn === null ? no('The ARN of its run is not known.') : yes('Ends the Step Functions run; nothing else happens.');
}

function yes(why: string | null = null): Possible {
  return { allowed: true, why };
}

function no(why: string): Possible {
  return { allowed: false, why };
}
