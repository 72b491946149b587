import { z } from 'zod';
import type { IncidentHistory } from '../../../shared/domain/alerting/recurrence';
import { Instant } from '../../../shared/domain/primitives';
import type { Database } from '../journal/database';

/** Incidents of one cause that are looked through, newest first: it happens while something is being recorded. */
const LOOKED_THROUGH = 500;
const MOST_NAMED = 5;

/** Earlier incidents of the same leading cause and subject, read by the index over causes. */
export function createRecurrenceReads(database: Database): IncidentHistory {
  const earlier = database.query(
    `SELECT incident_id AS incidentId, opened_at AS openedAt FROM (
       SELECT incident_id, opened_at, payload FROM incidents WHERE cause = ?1 AND opened_at < ?2 AND status <> 'MERGED'
       ORDER BY opened_at DESC LIMIT ${LOOKED_THROUGH})
     WHERE json_extract(payload, '$.causes[0].subject.id') = ?3`,
    z.object({ incidentId: z.string(), openedAt: Instant }),
  );
  return (causeId, subjectId, before) => {
    const rows = earlier.all(causeId, before, subjectId);
    const [newest] = rows;
    if (newest === undefined) return null;
    return {
      times: rows.length,
      lastAt: newest.openedAt,
      incidentIds: rows.slice(0, MOST_NAMED).map(({ incidentId }) => incidentId),
    };
  };
}
