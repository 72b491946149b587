import type { Severity } from '../notice';
import type { ContextId, ExecutionId, Instant, NoticeId, ServerId } from '../primitives';
import type { Labels } from './labels';

/** Who says so: a judgement of the console, a rule of an operator, a script, whoever looks for what is unusual. */
export type SignalOrigin = 'notice' | 'rule' | 'custom' | 'finding';

/**
 * Something says that a condition holds, or no longer holds, for one subject. Alerts are made of these and of nothing else: every source
 * of alerts is a function from what was recorded to signals (`signals/`). Signals are not kept; what they lead to is.
 */
export interface Signal {
  /** The same condition of the same subject has the same one, whenever it comes. */
  readonly fingerprint: string;
  readonly state: 'firing' | 'resolved';
  /** Engine clock. */
  readonly at: Instant;
  readonly origin: SignalOrigin;
  /** Kind of notice, id of the rule, name of the script's event. */
  readonly name: string;
  /** As whoever says it sees it; impact may change it. */
  readonly severity: Severity;
  readonly title: string;
  readonly summary: string;
  readonly nextStep: string;
  readonly labels: Labels;
  readonly contextId: ContextId | null;
  readonly executionId: ExecutionId | null;
  readonly sourceServerId: ServerId | null;
  readonly noticeId: NoticeId | null;
  readonly ruleId: string | null;
  readonly value: number | null;
  readonly threshold: number | null;
  /** Why it is over; null while it fires. */
  readonly because: string | null;
  /** It is told to people as an event of its own already (`execution.failed`, `custom.event`): an incident of such alerts is told only where asked for. */
  readonly isTold: boolean;
  /** Of the rule that says it: its own policy, runbook and suppression. */
  readonly wishes: SignalWishes;
}

export interface SignalWishes {
  readonly policyId: string | null;
  readonly runbookId: string | null;
  /** Minutes for which the same fingerprint is not told again. */
  readonly quietMinutes: number | null;
  readonly quietOnAcknowledgement: boolean;
}

export const noWishes: SignalWishes = { policyId: null, runbookId: null, quietMinutes: null, quietOnAcknowledgement: true };
