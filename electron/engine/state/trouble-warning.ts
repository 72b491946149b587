import type { EngineView } from '../../../shared/domain/view';
import { unreachable } from '../../../shared/lib/unreachable';
import type { CommitError } from '../engine-api';

/** The code of the one warning that stays while the journal cannot be written. */
export const TROUBLE = 'journal.not-recording';

/** What the operator must know while nothing is recorded: what is shown gets old, and nothing that waits in AWS is lost. */
export function troubleWarning(error: CommitError): EngineView['warnings'][number] {
  return {
    code: TROUBLE,
    message: `Nothing is being recorded. ${error.message} Messages stay in their queue, and what is shown is getting old.`,
    next: nextStep(error.code),
  };
}

function nextStep(code: CommitError['code']): string {
  switch (code) {
    case 'disk-full':
      return 'Free space on that disk; recording goes on by itself.';
    case 'not-writable':
      return 'Give this user write access to the data directory; recording goes on by itself.';
    case 'database':
      return 'Restart the console; if this comes back, look at the disk.';
    default:
      return unreachable(code);
  }
}
