import type { AttemptClass } from '../../../shared/domain/notifications/delivery';
import { redactText } from '../../../shared/domain/redact';
import type { SendOutcome } from './channel';

const MOST_REPLY = 2_000;

/** An outcome with what it does not say left at "nothing". The reply is bounded and redacted. */
export function outcome(kind: AttemptClass, given: Partial<Omit<SendOutcome, 'outcome'>> = {}): SendOutcome {
  return {
    status: null,
    providerId: null,
    retryAfterSeconds: null,
    thread: null,
    destinationBroken: false,
    ...given,
    outcome: kind,
    reply: given.reply === undefined || given.reply === null ? null : redactText(given.reply).slice(0, MOST_REPLY),
  };
}

/** Cannot be sent until somebody changes the configuration; `reply` names cause and next step. */
export function misconfigured(reply: string): SendOutcome {
  return outcome('permanent', { reply, destinationBroken: true });
}

/** Nothing is sent, on purpose. */
export function suppressed(reason: string): SendOutcome {
  return outcome('accepted', { reply: reason, suppress: reason });
}
