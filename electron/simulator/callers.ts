import { z } from 'zod';
import { err, ok, type Result } from '../../shared/lib/result';
import type { Caller } from './service';
import type { Chance, Wall } from './world';

const PLATFORM_ACCOUNT = '111122223333';

/** A user of the platform account, for rehearsals with policies enforced. */
export const REHEARSAL_KEY = 'AKIATOCSINREHEARSAL0';
/** The same user after signing in with MFA. */
export const REHEARSAL_MFA_KEY = 'AKIATOCSINREHEARSAL1';
/** A key that AWS has forgotten: every call with it fails, so that wrong credentials can be shown. */
export const REVOKED_KEY = 'AKIATOCSINREVOKED000';

/** Roles that exist in every simulated account. */
export const READ_ROLE = 'DROpsConsoleReadRole';
/** Forwards a target account's events, while an operator sets that up. */
export const SETUP_ROLE = 'DROpsConsoleSetupRole';
export const ORCHESTRATION_ROLE = 'DRSOrchestrationRole';
/** Assumed first in a chain of roles. */
export const HUB_ROLE = 'DROpsHubRole';
/** Trusts only sessions of the hub role. */
export const SPOKE_ROLE = 'DROpsSpokeRole';
/** Trusts only who signed in with MFA. */
export const MFA_ROLE = 'DROpsMfaRole';
/** Exists, and trusts nobody. */
export const DENIED_ROLE = 'DROpsDeniedRole';

interface Asking {
  readonly by: Caller;
  readonly externalId: string | undefined;
  readonly mfa: boolean;
}
const anyone = () => true;
/** Whom each built-in role trusts. */
const ROLES: Readonly<Record<string, (asking: Asking) => boolean>> = {
  [READ_ROLE]: anyone,
  [SETUP_ROLE]: anyone,
  [ORCHESTRATION_ROLE]: ({ externalId }) => externalId === 'drs-orchestration-cross-account',
  [HUB_ROLE]: anyone,
  [SPOKE_ROLE]: ({ by }) => by.arn.includes(`:assumed-role/${HUB_ROLE}/`),
  [MFA_ROLE]: ({ mfa }) => mfa,
  [DENIED_ROLE]: () => false,
};

type BadCaller = 'expired' | 'invalid-token';
type BadRole = 'no-such-role';

export interface SessionCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  /** Wall instant, epoch milliseconds. */
  readonly expiresAt: number;
  readonly arn: string;
  readonly roleId: string;
}

export interface Callers {
  resolve(key: { readonly accessKeyId: string; readonly sessionToken: string | undefined }): Result<Caller, BadCaller>;
  /** Credentials of a role session. `by` must be allowed to assume the role, which the wire checks before. */
  assume(role: {
    readonly by: Caller;
    readonly arn: string;
    readonly session: string;
    readonly externalId: string | undefined;
    readonly seconds: number;
    readonly mfa: boolean;
  }): Result<SessionCredentials, BadRole>;
  /** Credentials of a session whose right to exist somebody else has checked: a sign-in, or a user's own temporary keys. */
  issue(session: {
    readonly account: string;
    readonly arn: string;
    readonly seconds: number;
    readonly mfa: boolean;
  }): SessionCredentials;
}

/**
 * Who calls, from the access key of the signature.
 *
 * A session token carries its own account, role and end, so credentials outlive a restart of the simulated world. An access
 * key of 12 digits is the root user of that account; a key nobody issued acts as an administrator of the platform account,
 * so that any client works without preparation.
 */
export function createCallers(wall: Wall, chance: Chance): Callers {
  const issue: Callers['issue'] = ({ account, arn, seconds, mfa }) => {
    const expiresAt = wall.now() + seconds * 1000;
    return {
      accessKeyId: `ASIA${chance.hex(16).toUpperCase()}`,
      secretAccessKey: chance.hex(40),
      sessionToken: writeToken({ account, arn, mfa, ends: expiresAt }),
      expiresAt,
      arn,
      roleId: `AROA${chance.hex(16).toUpperCase()}`,
    };
  };
  return {
    issue,
    resolve: ({ accessKeyId, sessionToken }) => {
      const session = sessionToken === undefined ? null : readToken(sessionToken);
      if (session !== null) {
        if (session.ends <= wall.now()) return err('expired');
        const { account: accountId, arn, mfa } = session;
        return ok({ accountId, arn, accessKeyId, known: true, mfa });
      }
      if (accessKeyId === REVOKED_KEY) return err('invalid-token');
      return ok(longTermCaller(accessKeyId));
    },
    assume: ({ by, arn, session, externalId, seconds, mfa }) => {
      const [, account, role] = /^arn:aws:iam::(\d{12}):role\/(?:.*\/)?([\w+=,.@-]+)$/.exec(arn) ?? [];
      if (account === undefined || role === undefined || !Object.hasOwn(ROLES, role)) return err('no-such-role');
      if (ROLES[role]?.({ by, externalId, mfa }) !== true) return err('no-such-role');
      return ok(issue({ account, arn: `arn:aws:sts::${account}:assumed-role/${role}/${session}`, seconds, mfa }));
    },
  };
}

function longTermCaller(accessKeyId: string): Caller {
  if (/^\d{12}$/.test(accessKeyId)) {
    return { accountId: accessKeyId, arn: `arn:aws:iam::${accessKeyId}:root`, accessKeyId, known: true, mfa: true };
  }
  const known = accessKeyId === REHEARSAL_KEY || accessKeyId === REHEARSAL_MFA_KEY;
  return {
    accountId: PLATFORM_ACCOUNT,
    arn: `arn:aws:iam::${PLATFORM_ACCOUNT}:user/${known ? 'rehearsal-operator' : 'administrator'}`,
    accessKeyId,
    known,
    mfa: accessKeyId === REHEARSAL_MFA_KEY,
  };
}

const Token = z.object({ account: z.string(), arn: z.string(), mfa: z.boolean(), ends: z.number() });
type Token = z.infer<typeof Token>;
const MARK = 'FwoGZXIvSIM';

function writeToken(token: Token): string {
  return `${MARK}${Buffer.from(JSON.stringify(token)).toString('base64')}`;
}

function readToken(text: string): Token | null {
  if (!text.startsWith(MARK)) return null;
  try {
    const parsed = Token.safeParse(JSON.parse(Buffer.from(text.slice(MARK.length), 'base64').toString('utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
