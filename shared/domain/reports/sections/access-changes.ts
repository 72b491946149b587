import { z } from 'zod';
import type { Figure, Row } from '../blocks';
import type { SectionKind } from '../section-kind';
import { briefly, byWhom, detailsOf, occurredAt } from './audit-words';
import { periodField, periodical } from './settings';

const Configuration = z.looseObject({
  ...periodical,
  IncludeRefused: z.boolean().default(true),
  IncludeContexts: z.boolean().default(true),
});
const REFUSED = 'access.refused';
const CHANGES = ['access.token-made', 'access.token-revoked'];
const CONTEXTS = ['context.opened'];

/** Who was given access, whose was taken, who was turned away, and which accounts the console began to watch. */
export const accessChanges: SectionKind<typeof Configuration> = {
  type: 'ACCESS_CHANGES',
  Configuration,
  fields: [periodField, { name: 'IncludeRefused', kind: 'boolean' }, { name: 'IncludeContexts', kind: 'boolean' }],
  build({ configuration, sources, period, words }) {
    const kinds = [
      ...CHANGES,
      ...(configuration.IncludeRefused ? [REFUSED] : []),
      ...(configuration.IncludeContexts ? CONTEXTS : []),
    ];
    const figure = (label: string, kind: string): Figure => ({
      label: words(label),
      value: sources.countAudit(period, [kind]),
      unit: 'count',
    });
    return [
      {
        kind: 'figures',
        figures: [
          figure('access.made', 'access.token-made'),
          figure('access.revoked', 'access.token-revoked'),
          ...(configuration.IncludeRefused ? [figure('access.refused', REFUSED)] : []),
        ],
      },
      {
        kind: 'table',
        caption: words('access.caption'),
        columns: [
          { key: 'occurred_at', title: words('column.occurred'), kind: 'instant', weight: 1.6 },
          { key: 'what', title: words('column.what'), kind: 'text', weight: 1.6 },
          { key: 'subject', title: words('column.subject'), kind: 'text', weight: 1.8 },
          { key: 'role', title: words('column.role'), kind: 'text' },
          { key: 'by', title: words('column.by'), kind: 'text', weight: 1.5 },
          { key: 'details', title: words('column.details'), kind: 'text', weight: 3 },
          { key: 'seq', title: words('column.seq'), kind: 'integer', weight: 0.7 },
        ],
        count: sources.countAudit(period, kinds),
        *rows(): Iterable<Row> {
          for (const entry of sources.audit(period, kinds)) {
            const { data } = entry;
            const subject = data.name ?? data.tokenId ?? data.host ?? nameIn(data.context) ?? null;
            yield [
              occurredAt(entry),
              words(`access.is-${entry.kind}`),
              subject === null ? null : briefly(subject),
              typeof data.role === 'string' ? data.role : null,
              byWhom(entry),
              detailsOf(entry, words),
              entry.seq,
            ];
          }
        },
        empty: words('access.none'),
      },
    ];
  },
};

function nameIn(context: unknown): unknown {
  return typeof context === 'object' && context !== null && 'name' in context ? context.name : undefined;
}
