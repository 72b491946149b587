import type { PolicyDocument, Statement } from './document';
import { type Conditions, statementApplies } from './match';

export type Principal =
  | { readonly kind: 'service'; readonly name: string }
  | { readonly kind: 'aws'; readonly account: string; readonly arn: string };

/** Whether a queue's or topic's own policy lets a principal do something: some statement allows and none denies. */
export function resourcePolicyAllows(
  policy: PolicyDocument,
  ask: { readonly principal: Principal; readonly action: string; readonly resource: string; readonly conditions: Conditions },
): boolean {
  const applying = policy.Statement.filter(
    (statement) =>
      namesPrincipal(statement, ask.principal) && statementApplies(statement, ask.action, ask.resource, ask.conditions),
  );
  return applying.some(({ Effect }) => Effect === 'Allow') && applying.every(({ Effect }) => Effect === 'Allow');
}

function namesPrincipal({ Principal: named }: Statement, principal: Principal): boolean {
  if (named === undefined) return false;
  if (named === '*') return true;
  if (principal.kind === 'service') return (named.Service ?? []).some((name) => name === principal.name || name === '*');
  const accepted = ['*', principal.account, principal.arn, `arn:aws:iam::${principal.account}:root`];
  return (named.AWS ?? []).some((name) => accepted.includes(name));
}
