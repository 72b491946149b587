import type { AuditEntry } from '../audit-entry';
import { factsOfRecord, messageOf, nameOf, type Outcome, ocsfSeverity, outcomeOf, type SiemRecord, severityOf } from './record';

/** The version of the Open Cybersecurity Schema Framework that events are written for. */
export const OCSF_VERSION = '1.3.0';

/** A class of the schema, and what was done in its terms. */
export interface OcsfClass {
  readonly uid: number;
  readonly name: string;
  readonly category: number;
  readonly activity: number;
}

const classes = {
  base: { uid: 0, name: 'Base Event', category: 0 },
  finding: { uid: 2004, name: 'Detection Finding', category: 2 },
  incident: { uid: 2005, name: 'Incident Finding', category: 2 },
  account: { uid: 3001, name: 'Account Change', category: 3 },
  authentication: { uid: 3002, name: 'Authentication', category: 3 },
  entity: { uid: 3004, name: 'Entity Management', category: 3 },
  lifecycle: { uid: 6002, name: 'Application Lifecycle', category: 6 },
  api: { uid: 6003, name: 'API Activity', category: 6 },
} as const;
type ClassName = keyof typeof classes;

const OTHER = 99;
/** Kinds by class and activity; the first that fits counts, a name that ends with a dot stands for all that begin so. */
const mapping: readonly (readonly [kind: string, name: ClassName, activity: number])[] = [
  ['access.refused', 'authentication', 1],
  ['access.token-made', 'account', 1],
  ['access.token-revoked', 'account', 6],
  ['access.', 'authentication', OTHER],
  ['session.started', 'lifecycle', 3],
  ['session.stopped', 'lifecycle', 4],
  ['session.', 'lifecycle', OTHER],
  ['configuration.changed', 'entity', 3],
  ['audit.key-rotated', 'entity', 3],
  ['audit.removed', 'entity', 4],
  ['audit.erased', 'entity', 4],
  ['audit.exported', 'api', 2],
  ['report.taken', 'api', 2],
  ['command.', 'api', 3],
  ['setup.', 'api', 3],
  ['incident.', 'incident', 2],
  ['alert.', 'finding', 2],
  ['finding.', 'finding', 2],
  ['security.', 'finding', 1],
  ['notice.raised', 'finding', 1],
  ['notice.', 'finding', 2],
];

/** Where an entry belongs in the schema: what no class describes is a base event. */
export function ocsfClassOf(kind: string): OcsfClass {
  const found = mapping.find(([known]) => (known.endsWith('.') ? kind.startsWith(known) : kind === known));
  const [, name, activity] = found ?? ['', 'base' as const, OTHER];
  return { ...classes[name], activity };
}

/**
 * One OCSF event. What the schema has no place for, and every field of the entry, is under `unmapped`, so that the record stays whole;
 * `metadata.sequence` is the index in the log and `metadata.uid` names the log and the index.
 */
export function ocsfEvent(record: SiemRecord): Readonly<Record<string, unknown>> {
  const { entry, leafHash, origin, removed, version } = record;
  const its = ocsfClassOf(entry.kind);
  const about = factsOfRecord(record);
  const outcome = outcomeOf(entry);
  return {
    activity_id: its.activity,
    category_uid: its.category,
    class_uid: its.uid,
    class_name: its.name,
    type_uid: its.uid * 100 + its.activity,
    time: Date.parse(entry.at),
    severity_id: ocsfSeverity(severityOf(entry)),
    status_id: statusOf(its, outcome),
    message: removed ? `${nameOf(entry.kind)} (text removed under a retention policy)` : messageOf(entry),
    metadata: {
      version: OCSF_VERSION,
      product: { name: 'Tocsin', vendor_name: 'Tocsin', version },
      uid: `${origin}#${entry.seq}`,
      sequence: entry.seq,
      log_name: origin,
      event_code: entry.kind,
    },
    ...(removed ? {} : { actor: { user: userOf(entry), session: { uid: entry.session } } }),
    ...(its.uid === 0 ? {} : ownFields(its, record)),
    ...(about.servers.length === 0 ? {} : { resources: about.servers.map((uid) => ({ uid, type: 'AWS DRS source server' })) }),
    unmapped: {
      seq: entry.seq,
      leaf_hash: leafHash,
      kind: entry.kind,
      removed,
      ...(removed
        ? {}
        : {
            mono: entry.mono,
            data: entry.data,
            contexts: about.contexts,
            executions: about.executions,
            incidents: about.incidents,
          }),
    },
  };
}

/** Findings count states, everything else success and failure. */
function statusOf({ category }: OcsfClass, outcome: Outcome): number {
  if (category === 2) return outcome === 'unknown' ? 0 : OTHER;
  return outcome === 'success' ? 1 : outcome === 'failure' ? 2 : 0;
}

function userOf({ actor }: AuditEntry): Readonly<Record<string, unknown>> {
  return { uid: actor.id, name: actor.id, type: typeof actor.type === 'string' ? actor.type : 'unknown' };
}

/** What a class asks for beside what all have. */
function ownFields({ uid }: OcsfClass, { entry, origin, removed }: SiemRecord): Readonly<Record<string, unknown>> {
  const user = removed ? { uid: 'removed', name: 'removed' } : userOf(entry);
  const host = typeof entry.actor.host === 'string' ? entry.actor.host : 'console';
  switch (uid) {
    case classes.finding.uid:
      return { finding_info: { uid: `${origin}#${entry.seq}`, title: nameOf(entry.kind) } };
    case classes.incident.uid:
      return { finding_info_list: [{ uid: incidentOf(entry) ?? `${origin}#${entry.seq}`, title: nameOf(entry.kind) }] };
    case classes.account.uid:
      return {
        user: { uid: textIn(entry, 'tokenId') ?? 'token', name: textIn(entry, 'name') ?? 'access token', type: 'access token' },
      };
    case classes.authentication.uid:
      return { user, service: { name: `Tocsin ${host}` } };
    case classes.entity.uid:
      return { entity: { name: entry.kind, type: 'configuration', uid: `${origin}#${entry.seq}` } };
    case classes.lifecycle.uid:
      return { app: { name: 'Tocsin', vendor_name: 'Tocsin' } };
    default:
      return {
        api: { operation: textIn(entry, 'name') ?? textIn(entry, 'command') ?? entry.kind },
        src_endpoint: { name: host },
      };
  }
}

function incidentOf({ data }: AuditEntry): string | null {
  return typeof data.incidentId === 'string' ? data.incidentId : null;
}

function textIn({ data }: AuditEntry, name: string): string | null {
  const value = data[name];
  return typeof value === 'string' && value !== '' ? value : null;
}
