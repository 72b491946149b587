import { unreachable } from '../../../shared/lib/unreachable';
import type { PolicyDocument } from './document';
import type { Ask } from './enforcer';
import { statementApplies } from './match';

type Verdict = 'allowed' | 'not-allowed' | 'denied';

/** Why identity policies refuse a call, in the words AWS uses; null when they allow it on every resource. */
export function refusalOf(policies: readonly PolicyDocument[], ask: Ask): string | null {
  for (const resource of ask.resources) {
    const verdict = judge(policies, ask, resource);
    if (verdict !== 'allowed') return wording(ask, resource, verdict);
  }
  return null;
}

/** A deny anywhere wins; without an allow nothing is allowed. */
function judge(policies: readonly PolicyDocument[], ask: Ask, resource: string): Verdict {
  const conditions = { ...callerConditions(ask), ...ask.conditions };
  const applying = policies
    .flatMap(({ Statement }) => Statement)
    .filter((statement) => statementApplies(statement, ask.action, resource, conditions));
  if (applying.some(({ Effect }) => Effect === 'Deny')) return 'denied';
  return applying.length > 0 ? 'allowed' : 'not-allowed';
}

/** Condition keys every call has. Without MFA a long-term key carries no MFA key at all. */
function callerConditions({ caller }: Ask) {
  return {
    'aws:PrincipalArn': caller.arn,
    'aws:PrincipalAccount': caller.accountId,
    ...(caller.mfa && { 'aws:MultiFactorAuthPresent': 'true' }),
  };
}

function wording({ caller, action }: Ask, resource: string, verdict: Exclude<Verdict, 'allowed'>): string {
  const start = `User: ${caller.arn} is not authorized to perform: ${action} on resource: ${resource}`;
  switch (verdict) {
    case 'denied':
      return `${start} with an explicit deny in an identity-based policy`;
    case 'not-allowed':
      return `${start} because no identity-based policy allows the ${action} action`;
    default:
      return unreachable(verdict);
  }
}
