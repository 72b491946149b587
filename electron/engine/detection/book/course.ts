import type { Finding } from '../../../../shared/domain/detection/finding';
import { alertSeverityOf, outcomeOf, policyOf } from '../../../../shared/domain/detection/policy';
import type { DetectionSettings } from '../../../../shared/domain/detection/settings';
import { earliest } from '../../../../shared/domain/evolve/newest';
import { type Instant, msOf } from '../../../../shared/domain/primitives';
import type { FoundNow } from '../findings-api';

/** A finding at its beginning. */
export function opened(found: FoundNow, findingId: string, settings: DetectionSettings, at: Instant): Finding {
  const course = { findingId, openedAt: at, endedAt: null, endedBecause: null, peakScore: found.score, feedback: null };
  return byPolicy({ ...bounded(found), ...course, policy: { alerts: false, why: '' } }, settings, at);
}

/** The same finding, as it is said now. What people said of it, and since when it has been off, stays. */
export function continued(held: Finding, found: FoundNow, settings: DetectionSettings, at: Instant): Finding {
  const { findingId, openedAt, endedAt, endedBecause, feedback, policy } = held;
  const peakScore = Math.max(held.peakScore, found.score);
  const since = earliest(held.since, found.since);
  const course = { findingId, openedAt, endedAt, endedBecause, feedback, policy, peakScore, since };
  return byPolicy({ ...bounded(found), ...course }, settings, at);
}

/** As policy has it at this moment. An alert does not cease to be one while its finding lasts, unless policy itself changed. */
export function byPolicy(finding: Finding, settings: DetectionSettings, at: Instant): Finding {
  const { severity, alerts: when } = policyOf(finding.family, settings);
  const outcome = outcomeOf(finding, settings, at);
  const { alerts, why } = finding.policy.alerts && when !== 'never' && !outcome.alerts ? finding.policy : outcome;
  return { ...finding, severity: alerts ? alertSeverityOf(finding, severity) : finding.severity, policy: { alerts, why } };
}

export function ended(held: Finding, because: string, at: Instant): Finding {
  return { ...held, endedAt: at, endedBecause: because };
}

/** A peak is news again once what is left above it has halved. */
const CLEARLY_HIGHER = 0.5;
const MEMBERS_SHARE = 0.2;
const FEWEST_MEMBERS = 3;
/** Values go on, and titles name them: what stands in the record is brought up to date so often, however little changed. */
const RENEWED_EVERY_MS = 15 * 60_000;

/** Whether what is known now is worth recording beside what was recorded last. */
export function isNews(recorded: Finding, now: Finding): boolean {
  const elapsedMs = msOf(now.lastAt) - msOf(recorded.lastAt);
  const members = Math.abs(now.memberCount - recorded.memberCount);
  return (
    now.endedAt !== recorded.endedAt ||
    now.severity !== recorded.severity ||
    now.aspect !== recorded.aspect ||
    now.policy.alerts !== recorded.policy.alerts ||
    now.feedback !== recorded.feedback ||
    1 - now.peakScore < (1 - recorded.peakScore) * CLEARLY_HIGHER ||
    members >= Math.max(FEWEST_MEMBERS, recorded.memberCount * MEMBERS_SHARE) ||
    elapsedMs >= RENEWED_EVERY_MS
  );
}

/** Lists as long as a finding may hold them; of points the newest. */
function bounded(found: FoundNow): FoundNow {
  const { evidence, members } = found;
  return {
    ...found,
    members: members.slice(0, 50),
    evidence: { ...evidence, points: evidence.points.slice(-60), facts: evidence.facts.slice(0, 20) },
  };
}
