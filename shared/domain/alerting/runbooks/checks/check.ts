import type { Instant } from '../../../primitives';
import type { ConsoleState } from '../../../state';
import type { View } from '../../../view';
import type { Alert } from '../../alert';
import type { Incident } from '../../incident';
import type { CheckResult } from '../runbook';

/** What checks may look at: what the console knows at this moment, and nothing that would have to be asked for. */
export interface CheckWorld {
  readonly now: Instant;
  readonly view: Pick<View, 'contexts' | 'sources' | 'plans' | 'executions' | 'participants' | 'jobs' | 'servers' | 'instances'>;
  readonly quotaLimits: ConsoleState['quotaLimits'];
  readonly incident: Incident;
  readonly alerts: readonly Alert[];
}

export interface CheckParameter {
  readonly name: string;
  /** Used where the step gives none; a parameter without one has to be given. */
  readonly usual?: string;
}

/** A named question with an answer that can be read off live state. To add one: a file here and a line in `checks.ts`. */
export interface RunbookCheck {
  readonly name: string;
  /** What holds when it passes, as a sentence without its end: "the server replicates". */
  readonly says: string;
  readonly parameters: readonly CheckParameter[];
  /** `args` has every parameter; one that could not be filled is empty. */
  check(args: Readonly<Record<string, string>>, world: CheckWorld): CheckResult;
}

export function passes(text: string, at: Instant | null = null): CheckResult {
  return { state: 'passes', text, at };
}

export function fails(text: string, at: Instant | null = null): CheckResult {
  return { state: 'fails', text, at };
}

export function unknown(text: string, at: Instant | null = null): CheckResult {
  return { state: 'unknown', text, at };
}
