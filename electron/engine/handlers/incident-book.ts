import type { AlertBook } from '../../../shared/domain/alerting/book';
import type { Engine } from '../engine-api';

/** The book with, behind it, incidents that ended so long ago that it forgot them: what was learned later is still written down. */
export function incidentBook({ inside }: Pick<Engine, 'inside'>): AlertBook {
  const { book, tables } = inside.alerting;
  return { ...book, incident: (incidentId) => book.incident(incidentId) ?? tables.incident(incidentId) ?? undefined };
}
