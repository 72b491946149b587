import type { MailDefaults, NotificationDefaults } from '../../../shared/domain/notifications/defaults';
import { err, ok, type Result } from '../../../shared/lib/result';
import type { ChannelTools, SendOutcome } from '../channels/channel';

/** It lies where it was to be brought. */
export interface Carried {
  /** The other side's own id of it: path, Message-ID, version; null where it gives none. */
  readonly reference: string | null;
}

/** It does not, and why. */
export interface CarryTrouble {
  /** Cause and next step, one or two sentences, without secrets. */
  readonly message: string;
  /** Whether the same may succeed later without anybody changing anything. */
  readonly retryable: boolean;
  /** Nothing was sent, on purpose: a rehearsal sends nothing outside. */
  readonly isSuppressed: boolean;
  /** The other side found it too large. */
  readonly isTooLarge: boolean;
  /** Seconds the other side asked us to wait; null where it did not. */
  readonly retryAfterSeconds: number | null;
}

export type CarryResult = Result<Carried, CarryTrouble>;

/** A file on its way out. */
export interface OutgoingFile {
  /** Without folders. */
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** How mail leaves, with the password in place. */
export interface MailWay {
  readonly mail: MailDefaults;
  readonly organisation: string;
}

/** What carriers may use. */
export interface CarrierTools {
  readonly channels: ChannelTools;
  readonly defaults: () => NotificationDefaults;
  /** The defaults of mail, secrets in place; the error says which secret is missing. */
  mailWay(): Promise<Result<MailWay, CarryTrouble>>;
  /** The console's own data directory: in a rehearsal files are put into folders within it, and nowhere else. */
  readonly dataDir: string;
}

export function trouble(message: string, more: Partial<Omit<CarryTrouble, 'message'>> = {}): CarryTrouble {
  return { message, retryable: false, isSuppressed: false, isTooLarge: false, retryAfterSeconds: null, ...more };
}

export function suppressedHere(reason: string): CarryTrouble {
  return trouble(reason, { isSuppressed: true });
}

/** What a channel's outcome means for whoever carries a file or a notice. */
export function carriedOf(outcome: SendOutcome): CarryResult {
  if (outcome.suppress !== undefined) return err(suppressedHere(outcome.suppress));
  if (outcome.outcome === 'accepted') return ok({ reference: outcome.providerId });
  const retryable = outcome.outcome === 'transient' || outcome.outcome === 'throttled' || outcome.outcome === 'ambiguous';
  return err(
    trouble(outcome.reply ?? 'No reason was given.', {
      retryable,
      isTooLarge: outcome.status === 552 || outcome.status === 523,
      retryAfterSeconds: outcome.retryAfterSeconds,
    }),
  );
}
