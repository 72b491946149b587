import type { ReportSources } from '../../../../shared/domain/reports/sources';
import type { AuditReader } from './audit-reader';
import { auditSettingsIn } from './set-up';

/** How the log stands, as facts for evidence. */
export function logIn(dir: string, audit: AuditReader): ReturnType<ReportSources['log']> {
  return {
    size: audit.size(),
    checkpoints: 0,
    witnesses: auditSettingsIn(dir).witnesses.filter(({ enabled }) => enabled).length,
    lastWitnessedAt: audit.newest('audit.witnessed')?.at ?? null,
  };
}
