import { instantOf } from '../../../../../shared/domain/primitives';
import type { Database } from '../../../journal/database';
import { type AuditEntry, auditEntry } from '../../entry';

/** Entries as a busy console writes them: `count` from index `from`, alike for the same seed, about 300 to 500 bytes each. */
export function* generatedEntries(count: number, from = 0, seed = 1): Generator<AuditEntry> {
  let state = seed;
  const unit = (): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
  const one = <T>(list: readonly T[], first: T): T => list[Math.floor(unit() ** 2 * list.length)] ?? first;
  for (let seq = from; seq < from + count; seq += 1) {
    const kind = one(KINDS, 'execution.started');
    const made = auditEntry(seq, {
      at: instantOf(START_MS + seq * 41_000),
      mono: (seq % 20_000) * 41_000,
      session: `ses_${Math.floor(seq / 20_000)}`,
      kind,
      actor: one(ACTORS, { id: 'tocsin', type: 'program', host: 'headless' }),
      data: {
        occurredAt: instantOf(START_MS + seq * 41_000 - 350),
        contextId: `ctx-${one(CONTEXTS, 'payroll')}`,
        executionId: `exec-${Math.floor(seq / 400).toString(16)}`,
        ...(unit() < 0.4
          ? {
              sourceServerId: `s-${Math.floor(unit() * 2_000)
                .toString(16)
                .padStart(17, '0')}`,
            }
          : {}),
        ...(unit() < 0.1
          ? { incidents: [{ incidentId: `inc_${Math.floor(seq / 3_000)}` }, { incidentId: `inc_${Math.floor(unit() * 300)}` }] }
          : {}),
        from: one(STATES, 'PENDING'),
        to: one(STATES, 'PENDING'),
        reason: Array.from({ length: 3 + Math.floor(unit() * 12) }, () => one(WORDS, 'a')).join(' '),
        ...(unit() < 0.05 ? { requester: { sealed: 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=' } } : {}),
      },
    });
    if (!made.ok) throw new Error(made.error.message);
    yield made.value;
  }
}

/** Writes entries into the table `audit` of a journal. */
export function writeEntries(database: Database, entries: Iterable<AuditEntry>): void {
  const insert = database.command('INSERT INTO audit (seq, event_seq, kind, bytes, leaf_hash) VALUES (?, ?, ?, ?, ?)');
  const done = database.transaction(() => {
    for (const { seq, kind, bytes, leafHash } of entries) insert.run(seq, seq + 1, kind, bytes, leafHash);
  });
  if (!done.ok) throw new Error(done.error.message);
}

const START_MS = Date.UTC(2025, 0, 1);
const STATES = ['RUNNING', 'PAUSED', 'COMPLETED', 'FAILED', 'CANCELLED'];
const CONTEXTS = ['payroll', 'trading', 'claims', 'archive'];
const ACTORS = [
  { id: 'tocsin', type: 'program', host: 'headless' },
  { id: 'os:dana', type: 'admin', host: 'desktop' },
  { id: 'os:müller', type: 'act', host: 'headless' },
  { id: 'token:reader', type: 'view', host: 'headless' },
];
const KINDS = [
  'server.changed',
  'delivery.attempted',
  'replication.changed',
  'execution.updated',
  'wave.started',
  'wave.completed',
  'server.launched',
  'alert.changed',
  'incident.changed',
  'notification.raised',
  'execution.started',
  'execution.completed',
  'command.requested',
  'command.ended',
  'configuration.changed',
  'finding.changed',
  'session.started',
  'session.stopped',
  'access.refused',
  'execution.failed',
  'server.launch-failed',
  'audit.witnessed',
];
/** A vocabulary with few frequent words and many rare ones, some with accents. */
const WORDS = Array.from({ length: 4_000 }, (_, index) =>
  index < 12
    ? (['the', 'recovery', 'of', 'server', 'failover', 'to', 'échec', 'Übung', 'wave', 'drill', 'launch', 'approved'][index] ??
      'a')
    : `${['pre', 'over', 'un', 're', 'con', 'sub'][index % 6]}${index.toString(36)}`,
);
