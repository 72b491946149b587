import { z } from 'zod';
import { Finding, FindingAspect, FindingFamily, type FindingMethod } from '../../../../shared/domain/detection/finding';
import type { ConsoleEvent } from '../../../../shared/domain/events';
import type { Instant } from '../../../../shared/domain/primitives';
import type { Database } from '../../journal/database';

export interface FindingQuery {
  readonly state: 'open' | 'ended' | 'all';
  readonly family: FindingFamily | null;
  readonly aspect: FindingAspect | null;
  readonly method: FindingMethod | null;
  readonly context: string | null;
  readonly execution: string | null;
  readonly server: string | null;
  /** Opened at or after, and before. */
  readonly from: Instant | null;
  readonly to: Instant | null;
  /** `opened_at finding_id` of the last one of the page before. */
  readonly before: string | null;
  readonly limit: number;
}

/** How many findings of one kind were opened on one day, and what became of them. */
export interface FindingTally {
  /** `2026-03-14`, UTC. */
  readonly day: string;
  readonly family: FindingFamily;
  readonly aspect: FindingAspect;
  readonly found: number;
  readonly alerted: number;
  readonly useful: number;
  readonly notUseful: number;
}

/** The journal's part about findings. `apply` is the journal's to call. */
export interface FindingTables {
  apply(event: ConsoleEvent): void;
  /** Newest first. */
  list(query: FindingQuery): Finding[];
  read(findingId: string): Finding | null;
  open(): Finding[];
  /** Of those opened since, by day and kind. */
  tallies(since: Instant): FindingTally[];
}

const Payload = z.object({ payload: z.string() });
const TallyRow = z.object({
  day: z.string(),
  family: FindingFamily,
  aspect: FindingAspect,
  found: z.number(),
  alerted: z.number(),
  useful: z.number(),
  not_useful: z.number(),
});

export function createFindingTables(database: Database): FindingTables {
  const put = database.command(
    `INSERT OR REPLACE INTO findings
     (finding_id, subject, family, aspect, method, opened_at, ended_at, context, execution, server, alerts, verdict, payload)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const list = database.query(
    `SELECT payload FROM findings WHERE (?1 IS NULL OR family = ?1) AND (?2 IS NULL OR aspect = ?2) AND (?3 IS NULL OR method = ?3)
     AND (?4 IS NULL OR context = ?4) AND (?5 IS NULL OR execution = ?5) AND (?6 IS NULL OR server = ?6)
     AND (?7 IS NULL OR opened_at >= ?7) AND (?8 IS NULL OR opened_at < ?8)
     AND (?9 = 'all' OR (ended_at IS NULL) = (?9 = 'open'))
     AND (?10 IS NULL OR opened_at || ' ' || finding_id < ?10) ORDER BY opened_at DESC, finding_id DESC LIMIT ?11`,
    Payload,
  );
  const one = database.query('SELECT payload FROM findings WHERE finding_id = ?', Payload);
  const open = database.query('SELECT payload FROM findings WHERE ended_at IS NULL ORDER BY opened_at', Payload);
  const tallies = database.query(
    `SELECT substr(opened_at, 1, 10) AS day, family, aspect, count(*) AS found, sum(alerts) AS alerted,
     sum(verdict IS 'useful') AS useful, sum(verdict IS 'not-useful') AS not_useful
     FROM findings WHERE opened_at >= ? GROUP BY day, family, aspect ORDER BY day`,
    TallyRow,
  );
  const read = ({ payload }: { readonly payload: string }) => Finding.parse(JSON.parse(payload));
  return {
    apply(event) {
      if (event.type !== 'findings.changed') return;
      for (const finding of event.findings)
        put.run(
          finding.findingId,
          finding.subject,
          finding.family,
          finding.aspect,
          finding.method,
          finding.openedAt,
          finding.endedAt,
          finding.contextId,
          finding.executionId,
          finding.sourceServerId,
          finding.policy.alerts ? 1 : 0,
          finding.feedback?.verdict ?? null,
          JSON.stringify(finding),
        );
    },
    list: ({ state, family, aspect, method, context, execution, server, from, to, before, limit }) =>
      list.all(family, aspect, method, context, execution, server, from, to, state, before, limit).map(read),
    read(findingId) {
      const row = one.first(findingId);
      return row === null ? null : read(row);
    },
    open: () => open.all().map(read),
    tallies: (since) => tallies.all(since).map(({ not_useful: notUseful, ...row }) => ({ ...row, notUseful })),
  };
}
