import { AssumeRoleCommand, GetSessionTokenCommand, type STSClient } from '@aws-sdk/client-sts';
import {
  fromContainerMetadata,
  fromIni,
  fromInstanceMetadata,
  fromNodeProviderChain,
  fromProcess,
  fromTokenFile,
} from '@aws-sdk/credential-providers';
import { unreachable } from '../../../shared/lib/unreachable';
import type { Wall } from '../ports';
import { CredentialsTrouble } from './credentials-trouble';
import { type AwsFiles, profileOf } from './profiles/aws-files';
import { type CredentialPlan, type PlanFrom, planOf, type RolePlan } from './profiles/credential-plan';
import { type MfaSessions, mfaKey } from './sign-in/mfa-sessions';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}

/** ARN of the role the console assumes to read DRS in an account other than its own. */
export function readRoleArn(partition: string, accountId: string): string {
  return `arn:${partition}:iam::${accountId}:role/DROpsConsoleReadRole`;
}

/** ARN of the role the console assumes to set up forwarding in an account other than its own. */
export function setupRoleArn(partition: string, accountId: string): string {
  return `arn:${partition}:iam::${accountId}:role/DROpsConsoleSetupRole`;
}

/** Seconds an assumed session is asked for, and how long before its end it is renewed. */
const sessionSeconds = 3600;
const renewBeforeMs = 5 * 60_000;
/** Seconds a user's own session with a second factor is asked for. */
const mfaSeconds = 12 * 3600;

/**
 * How long credentials without an end are believed. They are asked for again five minutes before an end, so a key that somebody
 * corrects in the profile is taken up within a minute, without a restart.
 */
const believedMs = 6 * 60_000;

/** What following a plan needs beside the files. */
export interface CredentialTools extends PlanFrom {
  readonly region: string;
  readonly wall: Pick<Wall, 'nowMs'>;
  readonly mfa: MfaSessions;
  /** STS as the profile's endpoints say, signing with `source`. Whoever opens one closes it. */
  sts(source: () => Promise<Credentials>): STSClient;
  /** Credentials of an IAM Identity Center role, from a session somebody signed in to. */
  sso(plan: Extract<CredentialPlan, { kind: 'sso' }>): Promise<Credentials>;
}

/** Credentials of a profile, asked for once by everybody at the same time, and again before they end. */
export function profileCredentials(
  profile: string,
  tools: () => CredentialTools,
  wall: Pick<Wall, 'nowMs'>,
): () => Promise<Credentials> {
  return renewed(() => askFor(profile, tools(), null), wall);
}

/** Follows the profile's plan; `code` answers the first question for a second factor. Throws what AWS says, or `CredentialsTrouble`. */
export async function askFor(profile: string, tools: CredentialTools, code: string | null): Promise<Credentials> {
  const plan = planOf(profile, tools);
  if (!plan.ok) throw new CredentialsTrouble('bad-profile', plan.error.message, plan.error.next);
  let unused = code;
  const takeCode = (): string | null => {
    const taken = unused;
    unused = null;
    return taken;
  };
  const found = await follow(plan.value, tools, takeCode);
  return { ...found, expiration: found.expiration ?? new Date(tools.wall.nowMs() + believedMs) };
}

type TakeCode = () => string | null;

async function follow(plan: CredentialPlan, tools: CredentialTools, takeCode: TakeCode): Promise<Credentials> {
  const files = { filepath: tools.files.credentials.path, configFilepath: tools.files.config.path, ignoreCache: true };
  const clientConfig = { region: tools.region };
  switch (plan.kind) {
    case 'keys':
      return keysOf(plan, tools, takeCode);
    case 'environment':
      return environmentKeys(tools.env);
    case 'process':
      return fromProcess({ profile: plan.profile, ...files })();
    case 'sso':
      return tools.sso(plan);
    case 'web-identity': {
      const {
        web_identity_token_file = '',
        role_arn = '',
        role_session_name = 'tocsin',
      } = profileOf(tools.files, plan.profile) ?? {};
      const from = { webIdentityTokenFile: web_identity_token_file, roleArn: role_arn, roleSessionName: role_session_name };
      return fromTokenFile({ ...from, clientConfig })();
    }
    case 'machine':
      return plan.from === 'EcsContainer' ? fromContainerMetadata()() : fromInstanceMetadata()();
    case 'login':
      return fromIni({ profile: plan.profile, ...files, clientConfig })();
    case 'search':
      return fromNodeProviderChain({ ...files, clientConfig })();
    case 'role':
      return roleCredentials(plan, tools, takeCode);
    default:
      return unreachable(plan);
  }
}

function environmentKeys(env: NodeJS.ProcessEnv): Credentials {
  const end = Date.parse(env.AWS_CREDENTIAL_EXPIRATION ?? '');
  return {
    accessKeyId: env.AWS_ACCESS_KEY_ID ?? '',
    secretAccessKey: env.AWS_SECRET_ACCESS_KEY ?? '',
    ...((env.AWS_SESSION_TOKEN ?? '') === '' ? {} : { sessionToken: env.AWS_SESSION_TOKEN ?? '' }),
    ...(Number.isNaN(end) ? {} : { expiration: new Date(end) }),
  };
}

/** Keys as the file has them; with `mfa_serial`, a session of an hour or more that the second factor opened. */
async function keysOf(
  { profile, mfaSerial }: Extract<CredentialPlan, { kind: 'keys' }>,
  tools: CredentialTools,
  takeCode: TakeCode,
): Promise<Credentials> {
  const keys = staticKeys(tools.files, profile);
  if (mfaSerial === null) return keys;
  const key = mfaKey(profile, mfaSerial, null);
  const held = tools.mfa.held(key);
  if (held !== null) return held;
  const TokenCode = takeCode() ?? askForCode(profile, mfaSerial);
  const sts = tools.sts(async () => keys);
  try {
    const answer = await sts.send(
      new GetSessionTokenCommand({ SerialNumber: mfaSerial, TokenCode, DurationSeconds: mfaSeconds }),
    );
    const session = sessionOf(answer.Credentials, 'GetSessionToken');
    tools.mfa.keep(key, session);
    return session;
  } finally {
    sts.destroy();
  }
}

function staticKeys(files: AwsFiles, profile: string): Credentials {
  const { aws_access_key_id = '', aws_secret_access_key = '', aws_session_token } = profileOf(files, profile) ?? {};
  return {
    accessKeyId: aws_access_key_id,
    secretAccessKey: aws_secret_access_key,
    ...((aws_session_token ?? '') === '' ? {} : { sessionToken: aws_session_token ?? '' }),
  };
}

async function roleCredentials(
  { profile, role, source }: Extract<CredentialPlan, { kind: 'role' }>,
  tools: CredentialTools,
  takeCode: TakeCode,
): Promise<Credentials> {
  const key = role.mfaSerial === null ? null : mfaKey(profile, role.mfaSerial, role.arn);
  const held = key === null ? null : tools.mfa.held(key);
  if (held !== null) return held;
  const sourceCredentials = await follow(source, tools, takeCode);
  const code = role.mfaSerial === null ? null : (takeCode() ?? askForCode(profile, role.mfaSerial));
  const sts = tools.sts(async () => sourceCredentials);
  try {
    const session = await assume(sts, role, code);
    if (key !== null) tools.mfa.keep(key, session);
    return session;
  } finally {
    sts.destroy();
  }
}

/** Throws the question; the answer comes with the next attempt. */
function askForCode(profile: string, serial: string): never {
  throw new CredentialsTrouble(
    'needs-code',
    `Profile ${profile} needs a code of the MFA device ${serial}.`,
    'Give the six digits on the accounts screen; they open a session that is kept in memory only.',
  );
}

async function assume(sts: STSClient, role: RolePlan, code: string | null): Promise<Credentials> {
  const answer = await sts.send(
    new AssumeRoleCommand({
      RoleArn: role.arn,
      RoleSessionName: role.sessionName,
      DurationSeconds: role.durationSeconds ?? sessionSeconds,
      ...(role.externalId === null ? {} : { ExternalId: role.externalId }),
      ...(code === null || role.mfaSerial === null ? {} : { SerialNumber: role.mfaSerial, TokenCode: code }),
    }),
  );
  return sessionOf(answer.Credentials, `AssumeRole for ${role.arn}`);
}

interface AnsweredSession {
  readonly AccessKeyId?: string | undefined;
  readonly SecretAccessKey?: string | undefined;
  readonly SessionToken?: string | undefined;
  readonly Expiration?: Date | undefined;
}

function sessionOf(answered: AnsweredSession | undefined, asked: string): Credentials {
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = answered ?? {};
  if (AccessKeyId === undefined || SecretAccessKey === undefined) throw new Error(`STS answered ${asked} without credentials`);
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    ...(SessionToken === undefined ? {} : { sessionToken: SessionToken }),
    ...(Expiration === undefined ? {} : { expiration: Expiration }),
  };
}

/**
 * Credentials of the read role in a foreign account, assumed once and renewed before they end (wall time: AWS's sessions do not
 * run faster in a rehearsal). A refusal is not remembered, so a role that appears is found by the next reading.
 */
export function assumedCredentials(sts: STSClient, roleArn: string, wall: Pick<Wall, 'nowMs'>): () => Promise<Credentials> {
  const role: RolePlan = { arn: roleArn, sessionName: 'tocsin', externalId: null, durationSeconds: null, mfaSerial: null };
  return renewed(() => assume(sts, role, null), wall);
}

function renewed(ask: () => Promise<Credentials>, wall: Pick<Wall, 'nowMs'>): () => Promise<Credentials> {
  let held: { readonly credentials: Promise<Credentials>; until: number } | null = null;
  return () => {
    if (held !== null && wall.nowMs() < held.until) return held.credentials;
    const fresh = { credentials: ask(), until: Number.POSITIVE_INFINITY };
    held = fresh;
    fresh.credentials.then(
      (credentials) => {
        const end = credentials.expiration?.getTime() ?? wall.nowMs() + sessionSeconds * 1000;
        fresh.until = end - renewBeforeMs;
      },
      () => {
        fresh.until = 0;
      },
    );
    return fresh.credentials;
  };
}
