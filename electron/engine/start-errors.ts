import { unreachable } from '../../shared/lib/unreachable';
import type { KeyStoreError } from './access/tokens';
import type { StartError } from './engine-api';
import type { MigrateError } from './state/migrations/migrate';
import type { DocumentError } from './storage/document';

const GIVE_ROOM = 'Free space on that disk, or choose another directory with --data-dir, and start again.';
const GIVE_ACCESS = 'Give this user write access to the directory, or choose another with --data-dir, and start again.';

const UNLOCK = 'Unlock the key store of this session, or set TOCSIN_PASSPHRASE, and start again.';

/** Why the journal cannot be used, in words for whoever starts the program. */
export function journalError(error: MigrateError, file: string): StartError {
  const { code } = error;
  switch (code) {
    case 'disk-full':
      return { code: 'disk-full', message: `The journal ${file} cannot be opened: its disk is full.`, next: GIVE_ROOM };
    case 'not-writable':
      return { code: 'not-writable', message: `The journal ${file} cannot be written (${error.message}).`, next: GIVE_ACCESS };
    case 'newer-version':
      return {
        code: 'newer-version',
        message: `The journal ${file} was written by a newer Tocsin: ${error.message}.`,
        next: 'Start that version, or choose another directory with --data-dir.',
      };
    case 'busy':
      return {
        code: 'database',
        message: `The journal ${file} is locked by another program.`,
        next: 'End that program, then start again.',
      };
    case 'corrupt':
    case 'database':
      return {
        code: 'database',
        message: `The journal ${file} cannot be opened (${error.message}).`,
        next: 'Move it away to begin a new one, and keep it: it holds your records.',
      };
    default:
      return unreachable(code);
  }
}

export function documentError({ code, message }: DocumentError | KeyStoreError): StartError {
  switch (code) {
    case 'not-writable':
      return { code: 'not-writable', message, next: GIVE_ACCESS };
    case 'key-store':
      return { code: 'not-writable', message, next: UNLOCK };
    default:
      return unreachable(code);
  }
}
