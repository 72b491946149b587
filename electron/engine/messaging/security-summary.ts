import type { SecuritySummary } from '../../../shared/contract/events';
import { type ContextId, msOf } from '../../../shared/domain/primitives';
import type { ConsoleState, SecurityFact } from '../../../shared/domain/state';

const HOUR_MS = 3_600_000;

/** Security events counted, of one context or of all. */
export function summariseSecurity(
  facts: ConsoleState['security'],
  contextId: ContextId | undefined,
  nowMs: number,
): SecuritySummary {
  const wanted = Object.values(facts).filter((fact) => contextId === undefined || fact.contextId === contextId);
  const bySeverity: SecuritySummary['bySeverity'] = { INFO: 0, LOW: 0, MEDIUM: 0, HIGH: 0, CRITICAL: 0 };
  const byCategory: SecuritySummary['byCategory'] = {
    'failed-sign-in': 0,
    'denied-call': 0,
    'destroys-recovery': 0,
    'real-failover': 0,
    'weakens-readiness': 0,
    'orchestration-tampering': 0,
    'blinds-monitoring': 0,
    'data-and-keys': 0,
  };
  for (const { finding } of wanted) {
    bySeverity[finding.severity] += 1;
    byCategory[finding.category] += 1;
  }
  const newestAt = newestOf(wanted);
  return { bySeverity, byCategory, failedSignIns: signInsOf(wanted, nowMs), newestAt };
}

function signInsOf(facts: readonly SecurityFact[], nowMs: number): SecuritySummary['failedSignIns'] {
  const byAccount = new Map<string, SecurityFact[]>();
  for (const fact of facts) {
    if (fact.finding.category !== 'failed-sign-in') continue;
    const account = fact.finding.account ?? 'unknown';
    byAccount.set(account, [...(byAccount.get(account) ?? []), fact]);
  }
  return [...byAccount].flatMap(([account, ofAccount]) => {
    const within = (ms: number) => ofAccount.filter(({ occurredAt }) => nowMs - msOf(occurredAt) <= ms).length;
    const newestAt = newestOf(ofAccount);
    return newestAt === null ? [] : [{ account, lastHour: within(HOUR_MS), lastDay: within(24 * HOUR_MS), newestAt }];
  });
}

function newestOf(facts: readonly SecurityFact[]) {
  return facts.reduce<SecurityFact['occurredAt'] | null>(
    (newest, { occurredAt }) => (newest === null || occurredAt > newest ? occurredAt : newest),
    null,
  );
}
