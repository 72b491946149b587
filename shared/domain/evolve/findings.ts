import type { Finding } from '../detection/finding';
import type { EventOf } from '../events';
import { instantOf, msOf } from '../primitives';
import type { ConsoleState } from '../state';
import { bounded, type Records } from './records';

/** How many the live view keeps at least, once there are more. */
export const MOST_FINDINGS = 300;
const KEPT_AFTER_END_MS = 3_600_000;

export function putFindings(
  state: ConsoleState,
  { at, findings: said }: EventOf<'findings.changed'>,
  records: Records,
): ConsoleState {
  const forgottenBefore = instantOf(msOf(at) - KEPT_AFTER_END_MS);
  let findings = state.findings;
  for (const finding of said) findings = records.put(findings, finding.findingId, finding);
  for (const { findingId, endedAt } of Object.values(findings))
    if (endedAt !== null && endedAt < forgottenBefore) findings = records.remove(findings, findingId);
  return { ...state, findings: bounded(records, findings, MOST_FINDINGS, 30, worth) };
}

const weights = { INFO: 0, LOW: 1, MEDIUM: 2, HIGH: 3, CRITICAL: 4 } as const;

/** What is worth looking at: what is open before what ended; alerts, then grave before light, new before old. */
function worth({ endedAt, policy, severity, lastAt }: Finding): string {
  if (endedAt !== null) return `0 0 0 ${endedAt}`;
  return `1 ${policy.alerts ? 1 : 0} ${weights[severity]} ${lastAt}`;
}
