import { z } from 'zod';
import { weigh } from '../../../../shared/domain/security/judge-call';
import type { SecurityFinding } from '../../../../shared/domain/security/security-event';
import { flag, text, tolerant } from '../normalise/tolerant';

/** Detail types of what CloudTrail sends through EventBridge. Source: aws-contracts 5.3. */
export const trailDetailTypes: readonly string[] = ['AWS API Call via CloudTrail', 'AWS Console Sign In via CloudTrail'];

const Issuer = tolerant({ arn: text });
const Attributes = tolerant({ mfaAuthenticated: flag });
const Session = tolerant({ sessionIssuer: Issuer.nullish().catch(null), attributes: Attributes.nullish().catch(null) });
const Identity = tolerant({
  type: text,
  arn: text,
  userName: text,
  accountId: text,
  invokedBy: text,
  sessionContext: Session.nullish().catch(null),
});
const anyObject = z.record(z.string(), z.unknown()).nullish().catch(null);
const Trail = tolerant({
  eventSource: z.string().min(1),
  eventName: z.string().min(1),
  userIdentity: Identity.nullish().catch(null),
  awsRegion: text,
  recipientAccountId: text,
  sourceIPAddress: text,
  errorCode: text,
  errorMessage: text,
  requestParameters: anyObject,
  responseElements: anyObject,
  additionalEventData: anyObject,
});
type Trail = z.output<typeof Trail>;

const denied = /^(AccessDenied|AccessDeniedException|Client\.UnauthorizedOperation|UnauthorizedOperation)$/;
/** The role the platform works with in target accounts, and the functions it works through. */
const platformRole = /:(assumed-role|role)\/(DRSOrchestrationRole|[^/]*-(execution-handler|dr-orch-sf)-[^/]*)(\/|$)/;
const MOST_TARGETS = 5;

/**
 * What a recorded call or sign-in means for security; null where it is nobody's concern, text where it cannot be read. `origin` is the
 * event's own account and region, which hold where the record has none.
 */
export function readTrail(
  detail: unknown,
  origin: { readonly account: string | null; readonly region: string | null },
): SecurityFinding | null | string {
  const parsed = Trail.safeParse(detail);
  if (!parsed.success) return 'a record of CloudTrail that names no call';
  const trail = parsed.data;
  const service = trail.eventSource.split('.')[0] ?? trail.eventSource;
  const byPlatform = isPlatform(trail);
  const weighed = weigh({
    service,
    call: trail.eventName,
    outcome: outcomeOf(trail),
    isRoot: trail.userIdentity?.type === 'Root',
    byPlatform,
    isDrill: drillOf(trail),
  });
  if (weighed === null) return null;
  return {
    ...weighed,
    who: whoOf(trail),
    mfa: mfaOf(trail),
    where: trail.sourceIPAddress ?? trail.userIdentity?.invokedBy ?? null,
    what: `${service}:${trail.eventName}`,
    targets: targetsOf(trail.requestParameters ?? {}),
    account: trail.recipientAccountId ?? origin.account,
    region: trail.awsRegion ?? origin.region,
    errorCode: trail.errorCode ?? (outcomeOf(trail) === 'succeeded' ? null : (trail.errorMessage ?? 'failed')),
    byPlatform,
  };
}

function outcomeOf({ errorCode, errorMessage, responseElements }: Trail): 'succeeded' | 'denied' | 'failed' {
  if (errorCode !== null) return denied.test(errorCode) ? 'denied' : 'failed';
  return responseElements?.ConsoleLogin === 'Failure' || errorMessage === 'Failed authentication' ? 'failed' : 'succeeded';
}

/** What people type by mistake into the field of the user's name may be a password, so AWS hides users it does not know. */
function whoOf({ userIdentity }: Trail): string {
  if (userIdentity?.type === 'Root') return 'root';
  const name = userIdentity?.userName ?? null;
  if (name === 'HIDDEN_DUE_TO_SECURITY_REASONS') return 'an unknown user';
  return userIdentity?.arn ?? name ?? userIdentity?.invokedBy ?? 'unknown';
}

function isPlatform({ userIdentity }: Trail): boolean {
  const arns = [userIdentity?.arn, userIdentity?.sessionContext?.sessionIssuer?.arn];
  return arns.some((arn) => arn != null && platformRole.test(arn));
}

function mfaOf({ userIdentity, additionalEventData }: Trail): boolean | null {
  const used = additionalEventData?.MFAUsed;
  if (used === 'Yes' || used === 'No') return used === 'Yes';
  return userIdentity?.sessionContext?.attributes?.mfaAuthenticated ?? null;
}

/** `StartRecovery` says it with `isDrill`, a plan's execution with its mode. Where it is not said, DRS means it. */
function drillOf({ eventName, requestParameters }: Trail): boolean | null {
  if (eventName === 'StartRecovery') return requestParameters?.isDrill === true;
  if (eventName === 'StartRecoveryPlanExecution') return requestParameters?.mode !== 'RECOVERY';
  return null;
}

/** Ids and names among the parameters: what the call was about, never their other content, which may be secret. */
function targetsOf(parameters: Readonly<Record<string, unknown>>): string[] {
  const ids = Object.entries(parameters).flatMap(([name, value]) =>
    /(id|ids|arn|name|rule|executionarn)$/i.test(name) ? textsOf(value) : [],
  );
  return ids.slice(0, MOST_TARGETS).map((id) => id.slice(0, 200));
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}
