import type { SourceError } from '../../../../shared/domain/health';
import type { AttemptClass } from '../../../../shared/domain/notifications/delivery';
import { unreachable } from '../../../../shared/lib/unreachable';
import type { AwsContext } from '../../aws/aws-context';
import { type ErrorFacts, factsOf } from '../../aws/error-facts';
import { retryAfterMs, sourceErrorOf } from '../../aws/errors';
import type { Ports } from '../../ports';
import type { SendOutcome } from '../channel';
import { outcome } from '../outcome';

interface Verdict {
  readonly outcome: AttemptClass;
  readonly destinationBroken?: true;
  /** Seconds to hold, where AWS does not say. */
  readonly hold?: number;
  readonly next?: string;
}

/** Sending stands still for the whole account: long enough to be noticed, and within what the outbox waits at most. */
const HOLD_SECONDS = 900;

/** What SNS and SES mean by the errors that say more than their HTTP status. Sources: anchors 3.4, 3.5. */
const known: readonly (readonly [RegExp, Verdict])[] = [
  [
    /^(LimitExceeded|SendingPaused|AccountSuspended)(Exception)?$/,
    {
      outcome: 'throttled',
      hold: HOLD_SECONDS,
      next: 'Look at the sending limits and the reputation page of SES in this account.',
    },
  ],
  [/^(KMS)?Throttl|^TooManyRequests|^Throttled/, { outcome: 'throttled' }],
  [/^KMS/, broken('Let this profile use the key of the topic, and see that the key is enabled.')],
  [/^NotFound/, broken('Check the ARN or name in the channel; the thing may have been deleted.')],
  [/^(EndpointDisabled|PlatformApplicationDisabled)/, broken('Enable the endpoint again, or choose another.')],
  [/^(PhoneNumber)?OptedOut/, broken('The owner of the number opted out of SMS; ask them, then opt the number in again in SNS.')],
  [/^MailFromDomainNotVerified/, broken('Verify the MAIL FROM domain in SES.')],
  [
    /^MessageRejected/,
    { outcome: 'permanent', next: 'Verify the sender in SES; while the account is in the sandbox, the recipient too.' },
  ],
  [/^(InvalidParameter|ParameterValueInvalid|ValidationException|BadRequest)/, { outcome: 'permanent' }],
  [/^Internal/, { outcome: 'transient' }],
];

/** What an exception of the SDK means for the message it should have carried. `reply` holds cause and next step. */
export function awsFailure(error: unknown, aws: AwsContext, wall: Ports['wall']): SendOutcome {
  const facts = factsOf(error);
  const about = { profile: aws.spec.profile, region: aws.spec.region, wallNowMs: wall.nowMs() };
  const trouble = sourceErrorOf(error, about);
  const verdict = verdictOf(facts, trouble);
  const asked = retryAfterMs(error);
  const hold = asked === null ? verdict.hold : Math.ceil(asked / 1_000);
  return outcome(verdict.outcome, {
    status: facts.status,
    reply: wordsOf(facts, verdict, trouble),
    retryAfterSeconds: verdict.outcome === 'throttled' ? (hold ?? null) : null,
    destinationBroken: verdict.destinationBroken ?? false,
  });
}

function verdictOf(facts: ErrorFacts, trouble: SourceError): Verdict {
  const rule = known.find(([name]) => name.test(facts.name));
  if (rule !== undefined) return rule[1];
  if (facts.status !== null && facts.status >= 500) return { outcome: 'transient' };
  switch (trouble.code) {
    case 'throttled':
      return { outcome: 'throttled' };
    // A person signs in again, or the clock is set: the message waits for it as long as it is worth anything.
    case 'expired-session':
    case 'no-credentials':
    case 'needs-code':
    case 'needs-sign-in':
    case 'clock-skew':
      return { outcome: 'transient' };
    case 'unreachable':
      return { outcome: neverLeft(facts) ? 'transient' : 'ambiguous' };
    // Something answered that was not AWS: a sign-in page took the request, and AWS never saw it.
    case 'malformed':
      return { outcome: 'transient' };
    case 'not-permitted':
    case 'wrong-credentials':
    case 'bad-profile':
    case 'unknown-region':
    case 'not-found':
      return broken();
    case 'not-initialised':
    case 'rejected':
      return { outcome: 'permanent' };
    default:
      return unreachable(trouble.code);
  }
}

/** Whether the connection failed before a byte of the request could have been read. */
function neverLeft({ networkCode, message }: ErrorFacts): boolean {
  if (/^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ENETUNREACH|EHOSTUNREACH)$/.test(networkCode ?? '')) return true;
  return /CERT|SIGNED|UNABLE_TO/.test(networkCode ?? '') || /establish(ing)? a connection/.test(message);
}

function wordsOf(facts: ErrorFacts, verdict: Verdict, trouble: SourceError): string {
  if (verdict.next !== undefined) return `AWS refused it (${facts.name}): ${facts.message} ${verdict.next}`;
  return `${trouble.message} ${trouble.next}`;
}

function broken(next?: string): Verdict {
  return { outcome: 'permanent', destinationBroken: true, ...(next === undefined ? {} : { next }) };
}
