/** Why the console cannot start, for the person at the terminal or the window: what is wrong, and what to do. */
export interface Problem {
  readonly code:
    | 'flag'
    | 'no-profile'
    | 'no-region'
    | 'data-dir.not-writable'
    | 'data-dir.full'
    | 'data-dir.locked'
    | 'port.taken'
    | 'port.not-allowed'
    | 'address'
    | 'tls'
    | 'clock'
    | 'passphrase'
    | 'report'
    | 'audit'
    | 'engine';
  readonly message: string;
  /** The next step, one sentence. */
  readonly next: string;
}

/** 2 for a mistake in the command itself, 1 for a machine that cannot do it now. */
export function exitCodeOf(problem: Problem): 1 | 2 {
  return problem.code === 'flag' || problem.code === 'no-profile' || problem.code === 'no-region' ? 2 : 1;
}

/** One line: what is wrong and what to do. */
export function sentence(problem: Problem): string {
  return `${problem.message} ${problem.next}`.trim();
}

/** The `code` of a Node system error (`EACCES`), or null. */
export function errnoOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}
