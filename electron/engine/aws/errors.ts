import type { SourceError } from '../../../shared/domain/health';
import { redactText } from '../../../shared/domain/redact';
import { CredentialsTrouble } from './credentials-trouble';
import { readDenied } from './denied';
import { type ErrorFacts, factsOf } from './error-facts';
import { describeSkew } from './skew';

/** Who asked, for the sentences. `wallNowMs` is this computer's clock, to measure its skew. */
export interface ErrorAbout {
  readonly profile: string;
  readonly region: string;
  readonly wallNowMs: number;
}

type Code = SourceError['code'];
type Rule = (facts: ErrorFacts, about: ErrorAbout) => SourceError | null;

const expired = /^(ExpiredToken|ExpiredTokenException|TokenRefreshRequired|RequestExpired|CredentialsExpired)$/;
const wrong =
  /^(InvalidClientTokenId|UnrecognizedClientException|InvalidAccessKeyId|AuthFailure|IncompleteSignature|InvalidSecurity|MissingAuthenticationTokenException|NotAuthorizedException)$/;
const signature = /^(SignatureDoesNotMatch|InvalidSignatureException|RequestTimeTooSkewed|RequestInTheFuture)$/;
const denied =
  /^(AccessDenied|AccessDeniedException|UnauthorizedOperation|AuthorizationError|AuthorizationErrorException|Client\.UnauthorizedOperation|AccessDeniedFault|KMSAccessDeniedException|KMSAccessDenied)$/;
const throttled =
  /^(Throttling|ThrottlingException|ThrottledException|Throttled|TooManyRequestsException|RequestThrottled|RequestThrottledException|RequestLimitExceeded|ProvisionedThroughputExceededException|BandwidthLimitExceeded|SlowDown|PriorRequestNotComplete|KMSThrottlingException)$/;
const missing = /(NotFound|NotFoundException|DoesNotExist|NonExistentQueue)$/;
/** Regions that existed when this was written. Only used to tell a misspelt region from a missing network. */
const knownRegion =
  /^(af-south-1|ap-(east-[12]|south-[12]|northeast-[123]|southeast-[1-7])|ca-(central|west)-1|eu-(central-[12]|west-[123]|north-1|south-[12])|il-central-1|me-(south|central)-1|mx-central-1|sa-east-1|us-(east|west)-[12]|us-gov-(east|west)-1|cn-(north-1|northwest-1)|eusc-de-east-1)$/;

/** The first rule that recognises the error answers. */
const rules: readonly Rule[] = [
  (facts, about) => (isSkew(facts, about) ? skewed(facts.message, about, isFar(facts, about) ? facts.answeredAt : null) : null),
  ({ name, message }, about) => (isExpired(name, message) ? expiredSession(about) : null),
  (facts, about) =>
    wrong.test(facts.name) || signature.test(facts.name)
      ? {
          ...plain(
            'wrong-credentials',
            `AWS does not accept the credentials of profile ${about.profile}: ${sentence(facts.message)}`,
          ),
          next: `Check the access key of profile ${about.profile} with: aws sts get-caller-identity --profile ${about.profile}. If region ${about.region} must be enabled for the account first, enable it.`,
        }
      : null,
  ({ name, message, status }, about) =>
    denied.test(name) || (status === 403 && !wrong.test(name)) ? notPermitted(message, about) : null,
  (facts) =>
    throttled.test(facts.name) || facts.status === 429
      ? {
          ...plain('throttled', `AWS is throttling these calls: ${sentence(facts.message)}`),
          next: 'The console slows down by itself and goes on; nothing needs to be done unless it lasts.',
        }
      : null,
  ({ name, message }, about) =>
    name === 'UninitializedAccountException'
      ? {
          ...plain('not-initialised', `DRS was never initialised in ${about.region}: ${sentence(message)}`),
          next: 'Nothing to do unless servers should replicate to this region; then initialise DRS there.',
        }
      : null,
  ({ name, message }, about) =>
    /^(CredentialsProviderError|TokenProviderError)$/.test(name) ? noCredentials(message, about) : null,
  ({ name, message }) =>
    name === 'ProxyRefused'
      ? {
          ...plain('unreachable', `AWS cannot be reached: ${sentence(message)}`),
          next: 'Check HTTPS_PROXY, with its name and password, and the proxy; endpoints that need none belong into NO_PROXY.',
        }
      : null,
  (facts, about) => (facts.networkCode === null ? null : network(facts, about)),
  ({ message }, about) =>
    /region is missing|invalid region|must be a valid host label/i.test(message)
      ? unknownRegion(`There is no region ${about.region}`)
      : null,
  ({ name, message }) =>
    missing.test(name)
      ? {
          ...plain('not-found', `AWS does not know what was asked for: ${sentence(message)}`),
          next: 'Check that the platform is deployed in this account and region, and its project and environment names.',
        }
      : null,
  ({ name, message }) =>
    name === 'SyntaxError' || /deserialization error|unexpected token/i.test(message)
      ? {
          ...plain('malformed', `Something answered in place of AWS, and not in its language: ${sentence(message)}`),
          next: 'A proxy or a sign-in page of the network may stand between; check the proxy settings and the endpoint.',
        }
      : null,
  ({ status, message }) =>
    status !== null && status >= 500
      ? {
          ...plain('unreachable', `AWS answered with an internal error (${status}): ${sentence(message)}`),
          next: 'The console tries again by itself; see the AWS Health Dashboard if it lasts.',
        }
      : null,
];

/** What an exception of the SDK means, as cause and next step. Source of the codes: `shared/domain/health.ts`. */
export function sourceErrorOf(error: unknown, about: ErrorAbout): SourceError {
  if (error instanceof CredentialsTrouble) return error.trouble;
  const facts = factsOf(error);
  for (const rule of rules) {
    const found = rule(facts, about);
    if (found !== null) return found;
  }
  return {
    ...plain('rejected', `AWS rejected the call (${facts.name}): ${sentence(facts.message)}`),
    next: 'Open the raw error in the log; if it repeats, report it with that entry.',
  };
}

/** Whether AWS said that the call came too often. */
export function isThrottled(error: unknown): boolean {
  const { name, status } = factsOf(error);
  return throttled.test(name) || status === 429;
}

/** Milliseconds AWS asks us to wait before the next call, or null. */
export function retryAfterMs(error: unknown): number | null {
  return factsOf(error).retryAfterMs;
}

/** Whether DRS was simply never used in that region: no data rather than a failure. */
export function isUninitialised(error: unknown): boolean {
  return factsOf(error).name === 'UninitializedAccountException';
}

/** Whether the thing asked for is not there (queue, topic, state machine, table). */
export function isMissing(error: unknown): boolean {
  return missing.test(factsOf(error).name);
}

function plain(code: Code, message: string): Omit<SourceError, 'next'> {
  return { code, message, action: null, resource: null };
}

function isExpired(name: string, message: string): boolean {
  return expired.test(name) || (/^(Credentials|Token)ProviderError$/.test(name) && /expired|sso login/i.test(message));
}

function expiredSession(about: ErrorAbout): SourceError {
  return {
    ...plain('expired-session', `The session of profile ${about.profile} has expired.`),
    next: `Sign in again: aws sso login --profile ${about.profile} (or renew the temporary keys). The console notices by itself.`,
  };
}

function isSkew(facts: ErrorFacts, about: ErrorAbout): boolean {
  if (!signature.test(facts.name)) return false;
  return (
    facts.name.startsWith('RequestTime') ||
    /skew|signature expired|not yet current|in the future|too old/i.test(facts.message) ||
    isFar(facts, about)
  );
}

function isFar({ answeredAt }: ErrorFacts, about: ErrorAbout): boolean {
  return answeredAt !== null && Math.abs(about.wallNowMs - answeredAt) > 4 * 60_000;
}

function skewed(message: string, about: ErrorAbout, answeredAt: number | null): SourceError {
  const by = answeredAt === null ? 'too far from' : describeSkew(about.wallNowMs - answeredAt);
  return {
    ...plain('clock-skew', `This computer's clock is ${by} AWS's, so signatures are refused: ${sentence(message)}`),
    next: 'Set the clock of this computer (or switch on time synchronisation); the console goes on by itself.',
  };
}

function notPermitted(message: string, about: ErrorAbout): SourceError {
  const { action, resource } = readDenied(message);
  return {
    code: 'not-permitted',
    message: `Profile ${about.profile} may not ${action ?? 'do this'}${resource === null ? '' : ` on ${resource}`}.`,
    next: `Allow ${action ?? 'the action'} for this profile (see the policy files in resources/iam); everything else goes on.`,
    action,
    resource,
  };
}

function noCredentials(message: string, about: ErrorAbout): SourceError {
  if (/multi-factor|mfa/i.test(message)) {
    return {
      ...plain('no-credentials', `Profile ${about.profile} asks for an MFA code.`),
      next: 'Give the code on the accounts screen.',
    };
  }
  return {
    ...plain('no-credentials', `No usable credentials for profile ${about.profile}: ${sentence(message)}`),
    next: `Sign in (aws sso login --profile ${about.profile}) or set the profile up: aws configure --profile ${about.profile}.`,
  };
}

function unknownRegion(message: string): SourceError {
  return { ...plain('unknown-region', `${message}.`), next: 'Check the spelling of the region, for instance us-east-1.' };
}

function network(facts: ErrorFacts, about: ErrorAbout): SourceError {
  const host = facts.hostname ?? 'AWS';
  if (facts.networkCode === 'ENOTFOUND' && !knownRegion.test(about.region)) {
    return unknownRegion(`There is no ${host}, and ${about.region} is not a region known to this console`);
  }
  if (/CERT|SIGNED|UNABLE_TO/.test(facts.networkCode ?? '')) {
    return {
      ...plain('unreachable', `The certificate shown in place of ${host} is not trusted (${facts.networkCode}).`),
      next: 'A proxy may be inspecting traffic: give its certificate in AWS_CA_BUNDLE or NODE_EXTRA_CA_CERTS.',
    };
  }
  const cause: Readonly<Record<string, string>> = {
    ENOTFOUND: `the name ${host} cannot be resolved`,
    EAI_AGAIN: `the name ${host} cannot be resolved now`,
    ECONNREFUSED: 'the connection was refused',
    ECONNRESET: 'the connection was cut',
    EPIPE: 'the connection was cut',
    ETIMEDOUT: 'no answer came in time',
    ENETUNREACH: 'there is no network',
    EHOSTUNREACH: 'there is no way to the host',
  };
  return {
    ...plain('unreachable', `AWS cannot be reached: ${cause[facts.networkCode ?? ''] ?? facts.networkCode}.`),
    next: 'Check the network, VPN and proxy; what was read last stays on screen with its age, and the console goes on by itself.',
  };
}

/** One line, not too long and without secrets, for a message within a message: health is shown and not all of it passes the journal. */
function sentence(text: string): string {
  const line = redactText(text).replace(/\s+/g, ' ').trim();
  return line.length > 300 ? `${line.slice(0, 299)}…` : line || 'no reason given';
}
