import type { Chance } from '../world';
import type { Place } from './metrics';

/** Who acted, as far as CloudTrail tells. */
export interface Actor {
  readonly arn: string;
  readonly accountId: string;
  readonly mfa?: boolean;
  readonly accessKeyId?: string;
}

export interface TrailCall {
  readonly eventSource: string;
  readonly eventName: string;
  readonly requestParameters: unknown;
  readonly responseElements: unknown;
  readonly readOnly?: boolean;
  readonly error?: { readonly code: string; readonly message: string };
  readonly userAgent?: string;
}

/** A management event as CloudTrail writes it (aws-contracts 5.3). `now` in simulated epoch milliseconds. */
export function trailRecord(
  place: Place,
  actor: Actor,
  call: TrailCall,
  { now, chance }: { readonly now: number; readonly chance: Chance },
): Record<string, unknown> {
  return {
    eventVersion: '1.09',
    userIdentity: identityOf(actor),
    eventTime: `${new Date(now).toISOString().slice(0, 19)}Z`,
    eventSource: call.eventSource,
    eventName: call.eventName,
    awsRegion: place.region,
    sourceIPAddress: '203.0.113.10',
    userAgent: call.userAgent ?? 'Boto3/1.34',
    ...(call.error !== undefined && { errorCode: call.error.code, errorMessage: call.error.message }),
    requestParameters: call.requestParameters,
    responseElements: call.error === undefined ? call.responseElements : null,
    requestID: chance.uuid(),
    eventID: chance.uuid(),
    readOnly: call.readOnly ?? false,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: place.account,
    eventCategory: 'Management',
  };
}

/** A sign-in to the console that failed. Unknown users are not named. */
export function failedSignIn(
  place: Place,
  user: string | null,
  { now, chance }: { readonly now: number; readonly chance: Chance },
): Record<string, unknown> {
  const userName = user ?? 'HIDDEN_DUE_TO_SECURITY_REASONS';
  return {
    eventVersion: '1.09',
    userIdentity: {
      type: 'IAMUser',
      principalId: user === null ? '' : 'AIDAEXAMPLE',
      accountId: place.account,
      accessKeyId: '',
      userName,
    },
    eventTime: `${new Date(now).toISOString().slice(0, 19)}Z`,
    eventSource: 'signin.amazonaws.com',
    eventName: 'ConsoleLogin',
    awsRegion: place.region,
    sourceIPAddress: '198.51.100.77',
    userAgent: 'Mozilla/5.0',
    errorMessage: user === null ? 'No username found in supplied account' : 'Failed authentication',
    requestParameters: null,
    responseElements: { ConsoleLogin: 'Failure' },
    additionalEventData: { LoginTo: 'https://console.aws.amazon.com/console/home', MobileVersion: 'No', MFAUsed: 'No' },
    eventID: chance.uuid(),
    readOnly: false,
    eventType: 'AwsConsoleSignIn',
    managementEvent: true,
    recipientAccountId: place.account,
    eventCategory: 'Management',
  };
}

function identityOf({ arn, accountId, mfa = false, accessKeyId }: Actor): Record<string, unknown> {
  const [, role, session] = /:assumed-role\/([^/]+)\/(.+)$/.exec(arn) ?? [];
  const key = accessKeyId === undefined ? {} : { accessKeyId };
  if (arn.endsWith(':root')) return { type: 'Root', principalId: accountId, arn, accountId, ...key };
  if (role === undefined)
    return { type: 'IAMUser', principalId: 'AIDAEXAMPLE', arn, accountId, ...key, userName: arn.split('/').at(-1) };
  return {
    type: 'AssumedRole',
    principalId: `AROAEXAMPLE:${session}`,
    arn,
    accountId,
    ...key,
    sessionContext: {
      sessionIssuer: { type: 'Role', arn: `arn:aws:iam::${accountId}:role/${role}`, accountId, userName: role },
      attributes: { mfaAuthenticated: String(mfa) },
    },
  };
}
