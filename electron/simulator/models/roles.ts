import { err, ok, type Result } from '../../../shared/lib/result';
import { readPolicy } from '../policy/document';
import { statementApplies } from '../policy/match';
import { resourcePolicyAllows } from '../policy/resource-policy';
import type { Chance, SimulatedTime } from '../world';

export interface Role {
  readonly account: string;
  readonly name: string;
  readonly path: string;
  readonly arn: string;
  readonly id: string;
  readonly description: string | null;
  readonly maxSeconds: number;
  /** Simulated epoch milliseconds. */
  readonly createdAt: number;
  /** Policy document as text, like the inline policies. */
  trust: string;
  readonly policies: Map<string, string>;
  readonly tags: Map<string, string>;
}

export interface NewRole {
  readonly account: string;
  readonly name: string;
  readonly path: string;
  readonly description: string | null;
  readonly maxSeconds: number;
  readonly trust: string;
}

/** IAM roles that somebody made. The simulator's built-in roles stand in `callers.ts`. */
export interface Roles {
  create(role: NewRole): Result<Role, 'exists'>;
  find(account: string, name: string): Role | null;
  byArn(arn: string): Role | null;
  list(account: string): readonly Role[];
  remove(role: Role): void;
  /** Whether the role's trust policy lets somebody of this account and name assume it. */
  trusts(
    role: Role,
    who: { readonly account: string; readonly arn: string; readonly mfa: boolean; readonly externalId: string | undefined },
  ): boolean;
  /** Whether a service may use the role for an action: it must be trusted, and the role's policies must allow the action. */
  serves(roleArn: string, service: string, action: string, resource: string): boolean;
}

export function createRoles({ time, chance }: { readonly time: SimulatedTime; readonly chance: Chance }): Roles {
  const roles = new Map<string, Role>();
  const key = (account: string, name: string) => `${account}/${name}`;
  const byArn = (arn: string) => {
    const [, account, name] = /^arn:aws:iam::(\d{12}):role\/(?:.*\/)?([\w+=,.@-]+)$/.exec(arn) ?? [];
    return account === undefined || name === undefined ? null : (roles.get(key(account, name)) ?? null);
  };
  return {
    create: (wanted) => {
      if (roles.has(key(wanted.account, wanted.name))) return err('exists');
      const role: Role = {
        ...wanted,
        arn: `arn:aws:iam::${wanted.account}:role${wanted.path}${wanted.name}`,
        id: `AROA${chance.hex(16).toUpperCase()}`,
        createdAt: time.now(),
        policies: new Map(),
        tags: new Map(),
      };
      roles.set(key(wanted.account, wanted.name), role);
      return ok(role);
    },
    find: (account, name) => roles.get(key(account, name)) ?? null,
    byArn,
    list: (account) => [...roles.values()].filter((role) => role.account === account).sort((a, b) => (a.name < b.name ? -1 : 1)),
    remove: (role) => void roles.delete(key(role.account, role.name)),
    trusts: (role, { account, arn, mfa, externalId }) => {
      const policy = readPolicy(role.trust);
      if (!policy.ok) return false;
      const conditions = {
        ...(externalId !== undefined && { 'sts:ExternalId': externalId }),
        ...(mfa && { 'aws:MultiFactorAuthPresent': 'true' }),
      };
      const principal = { kind: 'aws', account, arn } as const;
      return resourcePolicyAllows(policy.value, { principal, action: 'sts:AssumeRole', resource: role.arn, conditions });
    },
    serves: (roleArn, service, action, resource) => {
      const role = byArn(roleArn);
      const trust = readPolicy(role?.trust ?? '');
      if (role === null || !trust.ok) return false;
      const principal = { kind: 'service', name: service } as const;
      const conditions = { 'aws:SourceAccount': role.account };
      const isTrusted = resourcePolicyAllows(trust.value, { principal, action: 'sts:AssumeRole', resource: roleArn, conditions });
      const applying = [...role.policies.values()]
        .flatMap((text) => {
          const policy = readPolicy(text);
          return policy.ok ? policy.value.Statement : [];
        })
        .filter((statement) => statementApplies(statement, action, resource, {}));
      return isTrusted && applying.length > 0 && applying.every(({ Effect }) => Effect === 'Allow');
    },
  };
}
