import { AuditStatus } from '../../../../shared/domain/audit/status';

/** What is wrong with the log and stays until somebody deals with it, in the form of the view's warnings. */
export type Trouble = AuditStatus['troubles'][number];

export const ROLLED_BACK = 'audit.rolled-back';
export const KEY_LOST = 'audit.key-lost';
export const NOT_SIGNED = 'audit.not-signed';

const Troubles = AuditStatus.shape.troubles;

/** As kept beside the log. */
export function troublesText(troubles: readonly Trouble[]): string | null {
  return troubles.length === 0 ? null : JSON.stringify(troubles);
}

export function troublesOf(text: string | null): readonly Trouble[] {
  if (text === null) return [];
  try {
    return Troubles.safeParse(JSON.parse(text)).data ?? [];
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return [];
    throw thrown;
  }
}

export function rolledBack(message: string): Trouble {
  return {
    code: ROLLED_BACK,
    message: `${message} What is recorded from now on is signed under a new origin.`,
    next: 'Compare the newest checkpoint kept outside with a backup of the journal. When it is known what happened, begin a new key under Audit and say so as its reason.',
  };
}

export function keyLost(): Trouble {
  return {
    code: KEY_LOST,
    message:
      'The key that signed the audit log is not in the key store any more; a new one signs. Whoever pinned the old key refuses what is signed from now on.',
    next: 'Tell those who verify the new key, and how it came to it. Then begin a new key under Audit and say so as its reason.',
  };
}

/** What is stored cannot be signed now; recording goes on. */
export function notSigning(reason: string): Trouble {
  return {
    code: NOT_SIGNED,
    message: reason,
    next: 'Keep a copy of the data directory as it is now, and compare it with a backup and with the checkpoints kept outside. Recording goes on.',
  };
}
