/** Runs of reports as they stand: a projection of `report.run-changed`, made in the transaction that records these. Kept for ever. */
export const reportTables = `
CREATE TABLE report_runs (
  run_id TEXT PRIMARY KEY,
  report_id TEXT NOT NULL,
  requested_at TEXT NOT NULL,
  due_at TEXT,
  state TEXT NOT NULL,
  delivering INTEGER NOT NULL,
  payload TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX report_runs_by_time ON report_runs (requested_at, run_id);
CREATE INDEX report_runs_by_report ON report_runs (report_id, requested_at);
CREATE INDEX report_runs_due ON report_runs (report_id, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX report_runs_unfinished ON report_runs (state) WHERE state IN ('waiting', 'running');
CREATE INDEX report_runs_delivering ON report_runs (requested_at) WHERE delivering = 1;
`;
