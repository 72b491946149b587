import type { EventOf } from '../events';
import { type Instant, secondsBetween } from '../primitives';
import type { DomainView } from '../reconcile/domain-view';
import { counted } from '../reconcile/words';
import type { ConsoleState, OpenCommand } from '../state';
import type { Execution } from '../view';

/** After this long, an accepted command that changed nothing is reported. Terminating takes DRS about four minutes. */
export const NOT_SEEN_AFTER_SECONDS = 15 * 60;

type Outcome = Pick<EventOf<'command.outcome'>, 'outcome' | 'message'>;

/** What became of commands the platform accepted: said once each, when it is seen or when it should have been. */
export function commandOutcomes(state: ConsoleState, view: DomainView, now: Instant): EventOf<'command.outcome'>[] {
  return Object.entries(state.openCommands).flatMap(([commandId, open]) => {
    const { command, executionId, at } = open;
    const afterSeconds = secondsBetween(at, now);
    const reached = outcomeOf(open, view.executions[executionId]);
    const isLate = afterSeconds >= NOT_SEEN_AFTER_SECONDS;
    if (reached === null && !isLate) return [];
    const late: Outcome = {
      outcome: 'not-seen',
      message: `The platform accepted it ${counted(Math.round(afterSeconds / 60), 'minute')} ago, and nothing has come of it yet. Look at the execution before asking again.`,
    };
    return [{ type: 'command.outcome', at: now, commandId, command, executionId, afterSeconds, ...(reached ?? late) }];
  });
}

/** Null while the state that was asked for has not come. */
function outcomeOf({ command }: OpenCommand, execution: Execution | undefined): Outcome | null {
  if (execution === undefined) return null;
  const { status, summary, instancesRunning, detail, endedAt } = execution;
  switch (command) {
    case 'executions.resume':
      return status === 'PAUSED' ? null : seen(`The execution goes on. ${summary}`);
    case 'executions.cancel':
      if (status === 'CANCELLED') return seen(`The execution is cancelled. ${summary}`);
      return endedAt === null ? null : { outcome: 'otherwise', message: `It ended before it could be cancelled. ${summary}` };
    case 'executions.terminate':
      return instancesRunning.length > 0 ? null : seen('No recovery instance of this execution is left.');
    case 'executions.stop':
      return detail.includes('run-left-open') ? null : seen('The run is closed.');
    default:
      return null;
  }
}

function seen(message: string): Outcome {
  return { outcome: 'seen', message };
}
