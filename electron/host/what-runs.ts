import type { Execution, ExecutionStatus, View } from '../../shared/domain/view';

/** Executions under way, or waiting for a decision: what keeps the computer awake and makes quitting a question. */
export function whatRuns(view: View): readonly Execution[] {
  return Object.values(view.executions).filter(({ status }) => isUnderWay(status));
}

function isUnderWay(status: ExecutionStatus): boolean {
  return status === 'PENDING' || status === 'RUNNING' || status === 'PAUSED' || status === 'CANCELLING';
}

/** `Payroll DR (DRILL), running` for menus and questions. */
export function nameOfRun({ planName, executionType, status }: Execution): string {
  // Until the platform's record is read, only its run is known.
  return `${planName}${executionType === '' ? '' : ` (${executionType})`}, ${status.toLowerCase()}`;
}

/** The window's title: a rehearsal and a real recovery must be told apart from across the room. */
export function titleOf(view: View, rehearsing: boolean): string {
  if (rehearsing) return 'REHEARSAL · Tocsin';
  return whatRuns(view).some(({ executionType }) => executionType === 'RECOVERY') ? 'RECOVERY RUNNING · Tocsin' : 'Tocsin';
}
