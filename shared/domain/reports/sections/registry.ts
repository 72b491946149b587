import type { SectionKind } from '../section-kind';
import { accessChanges } from './access-changes';
import { auditLog } from './audit-log';
import { chart } from './chart';
import { configurationChanges } from './configuration-changes';
import { controlEvidence } from './control-evidence';
import { drillCadence } from './drill-cadence';
import { escalation } from './escalation';
import { executionMetrics } from './execution-metrics';
import { failureCauses } from './failure-causes';
import { incidents } from './incidents';
import { notificationDelivery } from './notification-delivery';
import { personalData } from './personal-data';
import { risks } from './risks';
import { rtoRpo } from './rto-rpo';
import { summary } from './summary';
import { text } from './text';

/** Every kind of section, in the order in which a builder offers them. To add one: its file, and a line here. */
export const sectionKinds: readonly SectionKind[] = [
  summary,
  executionMetrics,
  rtoRpo,
  drillCadence,
  failureCauses,
  incidents,
  escalation,
  notificationDelivery,
  accessChanges,
  configurationChanges,
  auditLog,
  controlEvidence,
  risks,
  personalData,
  chart,
  text,
];

export function sectionKindOf(type: string): SectionKind | null {
  return sectionKinds.find((kind) => kind.type === type) ?? null;
}
