import { z } from 'zod';
import { ok } from '../../../shared/lib/result';
import type { Callers, SessionCredentials } from '../callers';
import type { Roles } from '../models/roles';
import { AwsFault, type Caller, type Service } from '../service';
import { NumberText, operations } from './operation';

const operation = operations(
  (field, problem) => new AwsFault('ValidationError', `1 validation error detected: Value at '${field}' ${problem}`),
);

const Mfa = z.object({
  SerialNumber: z.string().optional(),
  TokenCode: z
    .string()
    .regex(/^\d{6}$/, 'failed to satisfy constraint: [\\d]*')
    .optional(),
});
const AssumeRoleInput = Mfa.extend({
  RoleArn: z.string().min(20).max(2048),
  RoleSessionName: z.string().regex(/^[\w+=,.@-]{2,64}$/, 'failed to satisfy constraint: [\\w+=,.@-]*'),
  ExternalId: z.string().optional(),
  DurationSeconds: NumberText.pipe(z.number().min(900).max(43_200)).default(3600),
});
const SessionInput = Mfa.extend({ DurationSeconds: NumberText.pipe(z.number().min(900).max(129_600)).default(43_200) });

/** A session of a role may not assume another for longer. */
const CHAINED_SECONDS = 3600;
/** The one code that is never right, so that a wrong one can be shown. */
const WRONG_CODE = '000000';

/** STS: who am I, temporary keys of one's own, and roles here and in other accounts. */
export function stsService(callers: Callers, roles: Roles): Service {
  return {
    id: 'sts',
    signingName: 'sts',
    iamPrefix: 'sts',
    protocol: { kind: 'query', version: '2011-06-15', xmlns: 'https://sts.amazonaws.com/doc/2011-06-15/' },
    operations: {
      GetCallerIdentity: operation(
        z.object({}),
        (_input, { caller }) => ({ Arn: caller.arn, UserId: caller.accessKeyId, Account: caller.accountId }),
        { permission: 'none' },
      ),
      GetSessionToken: operation(
        SessionInput,
        (input, { caller }) => {
          if (isSession(caller)) throw new AwsFault('AccessDenied', 'Cannot call GetSessionToken with session credentials', 403);
          const { accountId: account, arn } = caller;
          const mfa = caller.mfa || presentsMfa(caller, input);
          return { Credentials: shown(callers.issue({ account, arn, seconds: input.DurationSeconds, mfa })) };
        },
        { permission: 'none' },
      ),
      AssumeRole: operation(
        AssumeRoleInput,
        (input, { caller }) => {
          const mfa = caller.mfa || presentsMfa(caller, input);
          if (isSession(caller) && input.DurationSeconds > CHAINED_SECONDS)
            throw new AwsFault(
              'ValidationError',
              'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining',
            );
          const { RoleArn: arn, RoleSessionName: name, ExternalId: externalId, DurationSeconds: seconds } = input;
          const own = roles.byArn(arn);
          const isTrusted = own !== null && roles.trusts(own, { account: caller.accountId, arn: caller.arn, mfa, externalId });
          const session = isTrusted
            ? ok(callers.issue({ account: own.account, arn: sessionArn(own, name), seconds, mfa }))
            : callers.assume({ by: caller, arn, session: name, externalId, seconds, mfa });
          // AWS does not tell a role that does not exist from one whose trust policy says no.
          if (!session.ok) throw new AwsFault('AccessDenied', notTrusted(caller.arn, input.RoleArn), 403);
          return {
            AssumedRoleUser: {
              AssumedRoleId: `${session.value.roleId}:${input.RoleSessionName}`,
              Arn: session.value.arn,
            },
            Credentials: shown(session.value),
          };
        },
        { resources: ({ RoleArn }) => [RoleArn] },
      ),
    },
  };
}

function sessionArn({ account, name }: { readonly account: string; readonly name: string }, session: string): string {
  return `arn:aws:sts::${account}:assumed-role/${name}/${session}`;
}

function isSession({ accessKeyId }: Caller): boolean {
  return accessKeyId.startsWith('ASIA');
}

/** Whether the call carries a valid code; throws for one that is not. Any six digits of a device of the caller's account are right. */
function presentsMfa(caller: Caller, { SerialNumber, TokenCode }: z.output<typeof Mfa>): boolean {
  if (SerialNumber === undefined && TokenCode === undefined) return false;
  if (SerialNumber === undefined || TokenCode === undefined)
    throw noMfa('must provide both MFA serial number and one time pass code.');
  const isTheirs = /^[A-Z0-9]+$/.test(SerialNumber) || SerialNumber.startsWith(`arn:aws:iam::${caller.accountId}:mfa/`);
  if (!isTheirs || TokenCode === WRONG_CODE) throw noMfa('with invalid MFA one time pass code. ');
  return true;
}

function noMfa(reason: string): AwsFault {
  const join = reason.startsWith('with') ? ' ' : ', ';
  return new AwsFault('AccessDenied', `MultiFactorAuthentication failed${join}${reason}`, 403);
}

function notTrusted(caller: string, role: string): string {
  return `User: ${caller} is not authorized to perform: sts:AssumeRole on resource: ${role}`;
}

function shown(session: SessionCredentials) {
  return {
    AccessKeyId: session.accessKeyId,
    SecretAccessKey: session.secretAccessKey,
    SessionToken: session.sessionToken,
    Expiration: new Date(session.expiresAt).toISOString(),
  };
}
