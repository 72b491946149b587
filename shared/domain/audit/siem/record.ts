import { unreachable } from '../../../lib/unreachable';
import { Severity } from '../../notice';
import type { AuditEntry } from '../audit-entry';
import { type EntryFacts, factsOf } from './entry-facts';

/** One entry on its way to a system that gathers events. */
export interface SiemRecord {
  readonly entry: AuditEntry;
  /** Base64; what the tree was built of. */
  readonly leafHash: string;
  /** Its text went under a policy: kind, index and hash are left. */
  readonly removed: boolean;
  /** The log it is an entry of: line 1 of its checkpoints. */
  readonly origin: string;
  /** Of this program. */
  readonly version: string;
}

export const SIEM_FORMS = ['jsonl', 'csv', 'cef', 'ocsf'] as const;
export type SiemForm = (typeof SIEM_FORMS)[number];

export type Outcome = 'success' | 'failure' | 'unknown';

export function factsOfRecord({ entry }: SiemRecord): EntryFacts {
  return factsOf(entry);
}

const FAILED = /(^|[.-])(failed|refused|lost|rolled-back|timed-out|malformed|set-aside|launch-failed|witness-failed)$/;
const SUCCEEDED = /(^|[.-])(completed|launched|delivered|recovered|resolved|witnessed|verified|signed)$/;

/** Whether what an entry tells of went well, as it says itself, else by its kind. */
export function outcomeOf({ kind, data }: AuditEntry): Outcome {
  const said = typeof data.outcome === 'string' ? data.outcome.toLowerCase() : '';
  if (/^(failed|failure|refused|rejected|error|denied|timed-out)$/.test(said)) return 'failure';
  if (/^(success|succeeded|accepted|delivered|completed|verified|signed|shown|ok)$/.test(said)) return 'success';
  if (FAILED.test(kind)) return 'failure';
  return SUCCEEDED.test(kind) ? 'success' : 'unknown';
}

/** Kinds that are grave whatever they say; the first that fits counts. A name that ends with a dot stands for all that begin so. */
const severities: readonly (readonly [kind: string, severity: Severity])[] = [
  ['audit.rolled-back', 'CRITICAL'],
  ['audit.key-lost', 'CRITICAL'],
  ['execution.failed', 'HIGH'],
  ['execution.timed-out', 'HIGH'],
  ['server.launch-failed', 'HIGH'],
  ['database.set-aside', 'HIGH'],
  ['audit.key-rotated', 'HIGH'],
  ['audit.removed', 'HIGH'],
  ['audit.erased', 'HIGH'],
  ['audit.witness-failed', 'MEDIUM'],
  ['audit.recovered', 'MEDIUM'],
  ['audit.exported', 'LOW'],
  ['access.refused', 'MEDIUM'],
  ['access.', 'MEDIUM'],
  ['clock.changed', 'MEDIUM'],
  ['configuration.changed', 'MEDIUM'],
  ['queue.lost', 'MEDIUM'],
  ['source.failed', 'MEDIUM'],
  ['message.malformed', 'LOW'],
  ['command.', 'LOW'],
  ['session.', 'LOW'],
  ['execution.', 'LOW'],
];

/** How grave an entry is: as its data says, where it does; else by its kind. */
export function severityOf(entry: AuditEntry): Severity {
  const said = Severity.safeParse(entry.data.severity);
  if (said.success) return said.data;
  const isFailed = outcomeOf(entry) === 'failure';
  if (entry.kind === 'audit.verified') return isFailed ? 'CRITICAL' : 'INFO';
  const known = severities.find(([kind]) => (kind.endsWith('.') ? entry.kind.startsWith(kind) : entry.kind === kind))?.[1];
  return known ?? (isFailed ? 'MEDIUM' : 'INFO');
}

/** A name for people: the kind's last words, `Execution started`. */
export function nameOf(kind: string): string {
  const words = kind.replaceAll(/[.-]+/g, ' ').trim();
  return words === '' ? 'Entry' : `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}

/** One line on what happened, as far as the entry says it itself. */
export function messageOf({ kind, data }: AuditEntry): string {
  for (const name of ['title', 'message', 'reason', 'text', 'body']) {
    const said = data[name];
    if (typeof said === 'string' && said.trim() !== '') return `${nameOf(kind)}: ${said}`;
  }
  return nameOf(kind);
}

/** From 0 to 10, as CEF counts. */
export function cefSeverity(severity: Severity): number {
  switch (severity) {
    case 'INFO':
      return 2;
    case 'LOW':
      return 4;
    case 'MEDIUM':
      return 6;
    case 'HIGH':
      return 8;
    case 'CRITICAL':
      return 10;
    default:
      return unreachable(severity);
  }
}

/** From 1 (informational) to 5 (critical), as OCSF counts. */
export function ocsfSeverity(severity: Severity): number {
  return Severity.options.indexOf(severity) + 1;
}
