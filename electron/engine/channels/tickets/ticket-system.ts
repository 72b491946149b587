import type { Severity } from '../../../../shared/domain/notice';
import type { Instant } from '../../../../shared/domain/primitives';
import type { Result } from '../../../../shared/lib/result';
import type { SendOutcome } from '../channel';

/**
 * How far a ticket is at the other side. `resolved` may be opened again, `closed` never: it is over there, or somebody decided that
 * nothing is to be done about it.
 */
export type TicketState = 'new' | 'progress' | 'resolved' | 'closed';

export interface Ticket {
  /** What the other side finds it by: sys_id, key. */
  readonly id: string;
  /** What people call it: INC0010023, OPS-12. */
  readonly label: string;
  readonly state: TicketState;
  /** By the other side's clock; null where it is open or does not say. */
  readonly resolvedAt: Instant | null;
}

/** What a ticket is to say. */
export interface TicketText {
  readonly title: string;
  readonly text: string;
  readonly severity: Severity;
}

export type Tried<T> = Promise<Result<T, SendOutcome>>;

/** One system of tickets, as a channel uses it. Each call is made once; what fails says what the attempt came to. */
export interface TicketSystem<T extends Ticket> {
  readonly name: string;
  /** Null where there is no such ticket any more. */
  byId(id: string): Tried<T | null>;
  /** The newest that carries the key and that can still be used; null where there is none. */
  byKey(key: string): Tried<T | null>;
  create(key: string, text: TicketText): Tried<T>;
  note(ticket: T, text: TicketText): Tried<undefined>;
  /** Whether a note of the same words stands there already; false where that cannot be told. */
  hasNote(ticket: T, text: string): Promise<boolean>;
  /** Somebody works on it. */
  progress(ticket: T): Tried<undefined>;
  resolve(ticket: T, text: TicketText): Tried<undefined>;
  reopen(ticket: T, text: TicketText): Tried<undefined>;
  /** What the other side wants to be told, for somebody whose test it refused; null where it does not say. */
  wanted(): Promise<string | null>;
}
