import { z } from 'zod';
import type { Callers, SessionCredentials } from '../callers';
import { AwsFault, type Service } from '../service';
import { NumberText, operations } from './operation';

const operation = operations(
  (field, problem) => new AwsFault('ValidationError', `1 validation error detected: Value at '${field}' ${problem}`),
);

const AssumeRoleInput = z.object({
  RoleArn: z.string().min(20).max(2048),
  RoleSessionName: z.string().regex(/^[\w+=,.@-]{2,64}$/, 'failed to satisfy constraint: [\\w+=,.@-]*'),
  ExternalId: z.string().optional(),
  DurationSeconds: NumberText.pipe(z.number().min(900).max(43_200)).default(3600),
  SerialNumber: z.string().optional(),
  TokenCode: z
    .string()
    .regex(/^\d{6}$/, 'failed to satisfy constraint: [\\d]*')
    .optional(),
});

/** STS: who am I, and roles in other accounts. */
export function stsService(callers: Callers): Service {
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
      AssumeRole: operation(
        AssumeRoleInput,
        (input, { caller }) => {
          const session = callers.assume({
            by: caller,
            arn: input.RoleArn,
            session: input.RoleSessionName,
            externalId: input.ExternalId,
            seconds: input.DurationSeconds,
            mfa: caller.mfa || input.TokenCode !== undefined,
          });
          // AWS does not tell a role that does not exist from one whose trust policy says no.
          if (!session.ok) throw new AwsFault('AccessDenied', notTrusted(caller.arn, input.RoleArn), 403);
          return assumed(session.value, input.RoleSessionName);
        },
        { resources: ({ RoleArn }) => [RoleArn] },
      ),
    },
  };
}

function notTrusted(caller: string, role: string): string {
  return `User: ${caller} is not authorized to perform: sts:AssumeRole on resource: ${role}`;
}

function assumed(session: SessionCredentials, name: string) {
  return {
    AssumedRoleUser: { AssumedRoleId: `${session.roleId}:${name}`, Arn: session.arn },
    Credentials: {
      AccessKeyId: session.accessKeyId,
      SecretAccessKey: session.secretAccessKey,
      SessionToken: session.sessionToken,
      Expiration: new Date(session.expiresAt).toISOString(),
    },
  };
}
