import { z } from 'zod';
import type { Row } from '../blocks';
import type { SectionKind } from '../section-kind';
import { byWhom, detailsOf, occurredAt } from './audit-words';
import { EVENT_TYPES, kindsOf } from './event-types';
import { periodField, periodical } from './settings';

const EventType = z.string().refine((type) => kindsOf(type) !== null, {
  error: ({ input }) =>
    `there is no event type ${String(input)}; known: ${EVENT_TYPES.join(', ')}, or a kind such as execution.started`,
});
const Configuration = z.looseObject({
  ...periodical,
  EventTypes: z.array(EventType).max(100).default([]),
  /** Only what this person did; their name as entries give it. */
  Actor: z.string().max(200).default(''),
});

/** Entries of the audit trail, oldest first. */
export const auditLog: SectionKind<typeof Configuration> = {
  type: 'AUDIT_LOG',
  Configuration,
  fields: [periodField, { name: 'EventTypes', kind: 'choices', values: EVENT_TYPES }, { name: 'Actor', kind: 'text' }],
  build({ configuration, sources, period, words }) {
    const kinds = configuration.EventTypes.flatMap((type) => kindsOf(type) ?? []);
    const actor = configuration.Actor.trim();
    function* entries() {
      for (const entry of sources.audit(period, kinds)) if (actor === '' || byWhom(entry) === actor) yield entry;
    }
    // Counted by walking where the count of the kinds says nothing.
    let count = 0;
    if (actor === '') count = sources.countAudit(period, kinds);
    else for (const _ of entries()) count += 1;
    return [
      {
        kind: 'figures',
        figures: [{ label: words('audit.entries'), value: count, unit: 'count', note: words('audit.entriesNote') }],
      },
      {
        kind: 'table',
        caption: words('audit.caption'),
        columns: [
          { key: 'seq', title: words('column.seq'), kind: 'integer', weight: 0.7 },
          { key: 'occurred_at', title: words('column.occurred'), kind: 'instant', weight: 1.6 },
          { key: 'kind', title: words('column.kind'), kind: 'text', weight: 1.7 },
          { key: 'by', title: words('column.by'), kind: 'text', weight: 1.3 },
          { key: 'details', title: words('column.details'), kind: 'text', weight: 4 },
          { key: 'recorded_at', title: words('column.recorded'), kind: 'instant', weight: 1.6 },
        ],
        count,
        *rows(): Iterable<Row> {
          for (const entry of entries())
            yield [entry.seq, occurredAt(entry), entry.kind, byWhom(entry), detailsOf(entry, words), entry.at];
        },
        empty: words('audit.none'),
      },
    ];
  },
};
