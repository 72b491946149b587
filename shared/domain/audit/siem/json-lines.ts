import { factsOfRecord, outcomeOf, type SiemRecord, severityOf } from './record';

/** One line of JSON Lines, without its end: the entry as it is, with its leaf hash, its log and what it is about. */
export function jsonLine(record: SiemRecord): string {
  const { entry, leafHash, origin, removed } = record;
  if (removed) return JSON.stringify({ seq: entry.seq, at: entry.at, kind: entry.kind, removed: true, log: origin, leafHash });
  const { contexts, executions, servers, incidents } = factsOfRecord(record);
  return JSON.stringify({
    ...entry,
    severity: severityOf(entry),
    outcome: outcomeOf(entry),
    contexts,
    executions,
    servers,
    incidents,
    log: origin,
    leafHash,
  });
}
