import { accessChanges } from './access-changes';
import { accessRefused } from './access-refused';
import { alertingInPlace } from './alerting-in-place';
import { clockWatched } from './clock-watched';
import { commandsRecorded } from './commands-recorded';
import { configurationChanges } from './configuration-changes';
import { drillCadence } from './drill-cadence';
import { drillSuccess } from './drill-success';
import { drillsCleanedUp } from './drills-cleaned-up';
import { escalationWorks } from './escalation-works';
import type { EvidenceKind } from './evidence-kind';
import { failuresFollowedUp } from './failures-followed-up';
import { incidentCauses } from './incident-causes';
import { incidentsAcknowledged } from './incidents-acknowledged';
import { incidentsResolved } from './incidents-resolved';
import { logComplete } from './log-complete';
import { logRetained } from './log-retained';
import { logVerified } from './log-verified';
import { logWitnessed } from './log-witnessed';
import { notificationsDelivered } from './notifications-delivered';
import { objectivesSet } from './objectives-set';
import { planCoverage } from './plan-coverage';
import { reportsMade } from './reports-made';
import { retentionLimited } from './retention-limited';
import { rpoKept } from './rpo-met';
import { rtoKept } from './rto-met';
import { sourcesWatched } from './sources-watched';

/** Kinds of evidence, in the order in which they are offered. To add one: its file, and its line here. */
export const evidenceKinds: readonly EvidenceKind[] = [
  objectivesSet,
  planCoverage,
  drillCadence,
  drillSuccess,
  rtoKept,
  rpoKept,
  failuresFollowedUp,
  drillsCleanedUp,
  incidentsAcknowledged,
  incidentsResolved,
  incidentCauses,
  alertingInPlace,
  escalationWorks,
  notificationsDelivered,
  sourcesWatched,
  accessChanges,
  accessRefused,
  commandsRecorded,
  configurationChanges,
  clockWatched,
  logComplete,
  logVerified,
  logWitnessed,
  logRetained,
  retentionLimited,
  reportsMade,
];

/** Null where there is none of this name. */
export function evidenceKindOf(kind: string): EvidenceKind | null {
  return evidenceKinds.find((one) => one.kind === kind) ?? null;
}
