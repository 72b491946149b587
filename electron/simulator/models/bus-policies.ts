import { type PolicyDocument, readPolicy } from '../policy/document';
import { resourcePolicyAllows } from '../policy/resource-policy';
import type { Place } from './metrics';

/** Who may put events on the default bus of an account and region. Callers of the account itself need no entry. */
export interface BusPolicies {
  /** JSON text; null for none. */
  text(bus: Place): string | null;
  /** Replaces the whole policy; null removes it. The text must be a policy. */
  set(bus: Place, text: string | null): void;
  allows(bus: Place, account: string): boolean;
}

export function busArn({ account, region }: Place): string {
  return `arn:aws:events:${region}:${account}:event-bus/default`;
}

export function createBusPolicies(): BusPolicies {
  const policies = new Map<string, string>();
  return {
    text: (bus) => policies.get(busArn(bus)) ?? null,
    set: (bus, text) => {
      if (text === null) policies.delete(busArn(bus));
      else policies.set(busArn(bus), text);
    },
    allows: (bus, account) => {
      if (bus.account === account) return true;
      const policy = readPolicy(policies.get(busArn(bus)) ?? '');
      if (!policy.ok) return false;
      const principal = { kind: 'aws', account, arn: `arn:aws:iam::${account}:root` } as const;
      const conditions = organisationOf(policy.value);
      return resourcePolicyAllows(policy.value, { principal, action: 'events:PutEvents', resource: busArn(bus), conditions });
    },
  };
}

/** Every simulated account belongs to whatever organisation a policy names. */
function organisationOf({ Statement }: PolicyDocument): Readonly<Record<string, string>> {
  const named = Statement.flatMap(({ Condition = {} }) => Object.values(Condition)).flatMap(
    (keys) => keys['aws:PrincipalOrgID'] ?? [],
  );
  return named[0] === undefined ? {} : { 'aws:PrincipalOrgID': named[0] };
}
