import type { Instant } from '../../../shared/domain/primitives';
import type { ReportFormat } from '../../../shared/domain/reports/report-configuration';
import type { ReportDocument } from '../../../shared/domain/reports/report-document';
import type { ReportRun } from '../../../shared/domain/reports/report-run';
import type { Actor } from '../../engine/ports';
import type { Program } from '../../host/program';
import type { WrittenReport } from './report-craft';

/** The run as the log keeps it. */
export function runOf(
  format: ReportFormat,
  document: ReportDocument,
  actor: Actor,
  now: Instant,
  file: WrittenReport & { name: string; signed: boolean },
): ReportRun {
  const { definition, runId, asOf, period } = document;
  const { name, bytes, sha256, rows, signed, notes } = file;
  return {
    runId,
    reportId: definition.ReportId,
    name: definition.Name,
    framework: definition.Framework ?? null,
    format,
    because: 'command-line',
    dueAt: null,
    requestedBy: actor.id,
    requestedAt: now,
    asOf,
    startedAt: now,
    endedAt: now,
    state: 'made',
    attempts: 1,
    error: null,
    period,
    file: { name, bytes, sha256, rows, signed },
    notes: [...notes],
    deliveries: [],
  };
}

export interface Told {
  readonly out: string;
  readonly document: ReportDocument;
  readonly written: WrittenReport;
  readonly isSigned: boolean;
  readonly recorded: 'recorded' | 'left';
}

/** What was made, for the person at the terminal; what is amiss with it goes to the error output. */
export function tellOf(program: Program, { out, document, written, isSigned, recorded }: Told): void {
  const { period, sections } = document;
  if (period !== null) program.tell(`period ${period.from} to ${period.to} (${period.name}, ${period.zone})\n`);
  program.tell(`${out}: ${written.bytes} bytes, ${written.rows} rows, sha256 ${written.sha256}\n`);
  program.tell(isSigned ? `${out}.sig: its signature\n` : 'not signed: this data directory has no signing key yet\n');
  program.tell(recorded === 'recorded' ? 'recorded in the audit trail\n' : 'recorded by the running console within seconds\n');
  for (const note of written.notes) program.tell(`note: ${note}\n`);
  for (const { number, title, troubles } of flat(sections))
    for (const trouble of troubles) program.complain(`tocsin: section ${number} ${title}: ${trouble}\n`);
}

function flat(sections: ReportDocument['sections']): ReportDocument['sections'] {
  return sections.flatMap((section) => [section, ...flat(section.sections)]);
}
