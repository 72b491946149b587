import { z } from 'zod';
import type { ConsoleEvent } from '../../../../shared/domain/events';
import { Instant } from '../../../../shared/domain/primitives';
import { ReportRun } from '../../../../shared/domain/reports/report-run';
import type { Database } from '../../journal/database';

export interface RunQuery {
  readonly reportId: string | null;
  readonly state: ReportRun['state'] | null;
  /** `requested_at run_id` of the last one of the page before. */
  readonly before: string | null;
  readonly limit: number;
}

/** The journal's part about runs of reports. `apply` is the journal's to call. */
export interface RunTables {
  apply(event: ConsoleEvent): void;
  /** Newest first. */
  list(query: RunQuery): ReportRun[];
  read(runId: string): ReportRun | null;
  newestOf(reportId: string): ReportRun | null;
  /** The moment of its schedule up to which a report was made, or was asked to be; null where it never was. */
  lastDueOf(reportId: string): Instant | null;
  /** Waiting or running, oldest first. */
  unfinished(): ReportRun[];
  /** Made, with something still on its way, oldest first. */
  delivering(): ReportRun[];
}

const Payload = z.object({ payload: z.string() });
const Due = z.object({ due_at: Instant.nullable() });

export function createRunTables(database: Database): RunTables {
  const put = database.command(
    'INSERT OR REPLACE INTO report_runs (run_id, report_id, requested_at, due_at, state, delivering, payload) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const list = database.query(
    `SELECT payload FROM report_runs WHERE (?1 IS NULL OR report_id = ?1) AND (?2 IS NULL OR state = ?2)
     AND (?3 IS NULL OR requested_at || ' ' || run_id < ?3) ORDER BY requested_at DESC, run_id DESC LIMIT ?4`,
    Payload,
  );
  const one = database.query('SELECT payload FROM report_runs WHERE run_id = ?', Payload);
  const due = database.query('SELECT max(due_at) AS due_at FROM report_runs WHERE report_id = ? AND due_at IS NOT NULL', Due);
  const unfinished = database.query(
    "SELECT payload FROM report_runs WHERE state IN ('waiting', 'running') ORDER BY requested_at, run_id",
    Payload,
  );
  const delivering = database.query('SELECT payload FROM report_runs WHERE delivering = 1 ORDER BY requested_at', Payload);
  const read = ({ payload }: { readonly payload: string }) => ReportRun.parse(JSON.parse(payload));
  const listed = (query: RunQuery) => list.all(query.reportId, query.state, query.before, query.limit).map(read);
  return {
    apply(event) {
      if (event.type !== 'report.run-changed') return;
      const { run } = event;
      const isDelivering = run.state === 'made' && run.deliveries.some(({ state }) => state === 'waiting');
      put.run(run.runId, run.reportId, run.requestedAt, run.dueAt, run.state, isDelivering ? 1 : 0, JSON.stringify(run));
    },
    list: listed,
    read(runId) {
      const row = one.first(runId);
      return row === null ? null : read(row);
    },
    newestOf: (reportId) => listed({ reportId, state: null, before: null, limit: 1 })[0] ?? null,
    lastDueOf: (reportId) => due.first(reportId)?.due_at ?? null,
    unfinished: () => unfinished.all().map(read),
    delivering: () => delivering.all().map(read),
  };
}
