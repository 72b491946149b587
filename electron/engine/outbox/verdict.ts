import type { AttemptClass, Carrier, DeliveryState } from '../../../shared/domain/notifications/delivery';
import { unreachable } from '../../../shared/lib/unreachable';
import type { SendOutcome } from '../channels/channel';
import type { Random } from '../ports';
import { backoffMs, MOST_ATTEMPTS, retryAfterMs } from './retry-policy';

/** What becomes of a delivery after an attempt. */
export interface Verdict {
  readonly state: Extract<DeliveryState, 'queued' | 'accepted' | 'delivered' | 'failed' | 'suppressed'>;
  readonly reason: string | null;
  /** Wall milliseconds from now until the next attempt; null where there is none. */
  readonly retryInMs: number | null;
  /** Wall milliseconds for which nothing goes to this destination. */
  readonly pauseMs: number | null;
}

export interface Tried {
  readonly carrier: Carrier;
  /** Attempts since it was queued, or put back by hand, this one among them. */
  readonly attempts: number;
  /** Attempts nobody knows the end of, this one among them. */
  readonly ambiguous: number;
  readonly deduplicates: boolean;
}

type Facts = Pick<SendOutcome, 'outcome' | 'status' | 'reply' | 'retryAfterSeconds' | 'suppress'>;

/** What an attempt came to decides what follows (anchors 4.3). Pure, but for the chance in the jitter. */
export function verdictOn(tried: Tried, outcome: Facts, random: Random): Verdict {
  if (outcome.suppress !== undefined) return ended('suppressed', outcome.suppress);
  switch (outcome.outcome) {
    case 'delivered':
    case 'accepted':
      return ended(outcome.outcome, null);
    case 'permanent':
    case 'ours':
      return ended('failed', wordsOf(outcome));
    case 'transient':
      return again(tried, outcome, backoffMs(tried.carrier, tried.attempts, random), null);
    case 'throttled': {
      const asked = retryAfterMs(outcome.retryAfterSeconds);
      return again(tried, outcome, asked ?? backoffMs(tried.carrier, tried.attempts, random), asked);
    }
    case 'ambiguous':
      if (!tried.deduplicates && tried.ambiguous > 1)
        return ended(
          'failed',
          `${wordsOf(outcome)} It was sent twice without an answer, so it may have arrived; it is not sent again by itself.`,
        );
      return again(tried, outcome, backoffMs(tried.carrier, tried.attempts, random), null);
    default:
      return unreachable(outcome.outcome);
  }
}

function ended(state: Verdict['state'], reason: string | null): Verdict {
  return { state, reason, retryInMs: null, pauseMs: null };
}

function again(tried: Tried, outcome: Facts, retryInMs: number, pauseMs: number | null): Verdict {
  if (tried.attempts >= MOST_ATTEMPTS) return ended('failed', `${wordsOf(outcome)} Given up after ${tried.attempts} attempts.`);
  return { state: 'queued', reason: wordsOf(outcome), retryInMs, pauseMs };
}

const plainWords: { readonly [C in AttemptClass]: string } = {
  delivered: 'Delivered.',
  accepted: 'Accepted.',
  transient: 'The other side could not be reached.',
  throttled: 'The other side asks for fewer messages.',
  ambiguous: 'No answer came after the message had left.',
  permanent: 'The other side refuses the message.',
  ours: 'The message could not be made.',
};

/** One or two sentences for people; what the other side said is already without secrets. */
function wordsOf({ outcome, status, reply }: Facts): string {
  const said = reply === null || reply.trim() === '' ? plainWords[outcome] : reply.trim();
  const whole = status === null || said.includes(String(status)) ? said : `Answer ${status}: ${said}`;
  return /[.!?…]$/.test(whole) ? whole : `${whole}.`;
}

/** What an attempt says about the destination, for its breaker: null where it says nothing. */
export function isHealthy(outcome: AttemptClass): boolean | null {
  switch (outcome) {
    case 'delivered':
    case 'accepted':
    case 'permanent':
      return true;
    case 'transient':
    case 'ambiguous':
      return false;
    case 'throttled':
    case 'ours':
      return null;
    default:
      return unreachable(outcome);
  }
}
