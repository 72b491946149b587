import type { Unread } from '../../../shared/domain/setup/discovered';
import type { SetupAction, SetupEnd } from '../../../shared/domain/setup/outcomes';
import type { StepReport } from './carry-out';
import type { Check } from './verify';

export interface SetupReport {
  readonly outcome: SetupEnd;
  readonly message: string;
  readonly steps: StepReport[];
}

export interface VerifyReport {
  readonly outcome: 'works' | 'fails';
  readonly message: string;
  readonly checks: Check[];
}

/** What a set-up or a removal came to that somebody ended between two steps. */
export function cancelled(action: SetupAction, steps: StepReport[], all: number, by: string): SetupReport {
  const again = action === 'apply' ? 'Make the changes once more to go on.' : 'Remove once more to go on.';
  return { outcome: 'cancelled', message: `${by} cancelled it after ${steps.length} of ${all} parts. ${again}`, steps };
}

/** What a set-up or a removal came to, in a sentence that names the first cause where not all went well. */
export function summed(action: SetupAction, steps: StepReport[], unread: readonly Unread[]): SetupReport {
  const failed = steps.filter(({ outcome }) => outcome === 'failed' || outcome === 'skipped');
  const done = steps.filter(({ outcome }) => outcome === 'made' || outcome === 'changed' || outcome === 'removed');
  const verb = action === 'apply' ? 'set up' : 'removed';
  if (failed.length === 0 && unread.length === 0) {
    const message =
      done.length === 0 ? 'Nothing had to be changed.' : `All ${verb}: ${done.length} of ${steps.length} parts were changed.`;
    return { outcome: 'complete', message, steps };
  }
  const reason = failed[0]?.message ?? unread[0]?.message ?? '';
  const left =
    failed.length > 0
      ? `${failed.length} of ${steps.length} parts could not be ${verb}`
      : 'not everything could be looked at, so something may be left';
  return { outcome: 'incomplete', message: `Not all is ${verb}: ${left}. ${reason}`, steps };
}

export function verified(checks: Check[]): VerifyReport {
  const failing = checks.filter(({ outcome }) => outcome === 'fails');
  return failing.length === 0
    ? { outcome: 'works', message: `The connection works: ${checks.length} checks passed.`, checks }
    : {
        outcome: 'fails',
        message: `The connection does not work yet: ${failing.length} of ${checks.length} checks failed.`,
        checks,
      };
}
