import { z } from 'zod';
import type { AuditEntry } from '../../audit/audit-entry';
import type { Cell, Row } from '../blocks';
import type { ReportWords, SectionKind } from '../section-kind';
import { briefly, byWhom, detailsOf, occurredAt } from './audit-words';
import { differencesOf, isRecord } from './differences';
import { periodField, periodical } from './settings';

const Configuration = z.looseObject({ ...periodical, IncludeValues: z.boolean().default(true) });
const KINDS = ['configuration.changed'];
/** Of one change; a document that was replaced as a whole is told in so many lines and then no more. */
const MOST_DIFFERENCES = 50;
const LONGEST_VALUE = 200;

/** Every change of the configuration: who, what, and what it was before. Secrets were masked before they were recorded. */
export const configurationChanges: SectionKind<typeof Configuration> = {
  type: 'CONFIGURATION_CHANGES',
  Configuration,
  fields: [periodField, { name: 'IncludeValues', kind: 'boolean' }],
  build({ configuration, sources, period, words }) {
    const { IncludeValues } = configuration;
    const changes = sources.countAudit(period, KINDS);
    const people = new Map<string, number>();
    let count = 0;
    for (const entry of sources.audit(period, KINDS)) {
      people.set(byWhom(entry), (people.get(byWhom(entry)) ?? 0) + 1);
      count += IncludeValues ? rowsOf(entry, words).length : 1;
    }
    return [
      {
        kind: 'figures',
        figures: [
          { label: words('changes.count'), value: changes, unit: 'count' },
          {
            label: words('changes.people'),
            value: people.size,
            unit: 'count',
            ...(people.size === 0 ? {} : { note: [...people].map(([who, times]) => `${who} (${times})`).join(', ') }),
          },
        ],
      },
      {
        kind: 'table',
        caption: words('changes.caption'),
        columns: [
          { key: 'occurred_at', title: words('column.occurred'), kind: 'instant', weight: 1.5 },
          { key: 'by', title: words('column.by'), kind: 'text', weight: 1.2 },
          { key: 'document', title: words('column.document'), kind: 'text', weight: 1.5 },
          { key: 'field', title: words('column.field'), kind: 'text', weight: 2.2 },
          ...(IncludeValues
            ? ([
                { key: 'before', title: words('column.before'), kind: 'text', weight: 2 },
                { key: 'after', title: words('column.afterChange'), kind: 'text', weight: 2 },
              ] as const)
            : []),
          { key: 'seq', title: words('column.seq'), kind: 'integer', weight: 0.6 },
        ],
        count,
        *rows(): Iterable<Row> {
          for (const entry of sources.audit(period, KINDS))
            yield* IncludeValues ? rowsOf(entry, words) : [briefRow(entry, words)];
        },
        empty: words('changes.none'),
      },
    ];
  },
};

function rowsOf(entry: AuditEntry, words: ReportWords): Row[] {
  const { before, after } = entry.data;
  const differences = differencesOf(before, after, MOST_DIFFERENCES + 1);
  const first = (field: string, was: Cell, is: Cell): Row => [
    occurredAt(entry),
    byWhom(entry),
    documentOf(entry, words),
    field,
    was,
    is,
    entry.seq,
  ];
  if (differences.length === 0) return [first(withoutDifference(entry, words), null, null)];
  const rows = differences
    .slice(0, MOST_DIFFERENCES)
    .map(({ path, before: was, after: is }) => first(path === '' ? words('changes.whole') : path, valueText(was), valueText(is)));
  return differences.length > MOST_DIFFERENCES ? [...rows, first(words('changes.more'), null, null)] : rows;
}

function briefRow(entry: AuditEntry, words: ReportWords): Row {
  const { before, after } = entry.data;
  const paths = differencesOf(before, after, MOST_DIFFERENCES).map(({ path }) => (path === '' ? words('changes.whole') : path));
  const fields = paths.length === 0 ? withoutDifference(entry, words) : paths.join(', ');
  return [occurredAt(entry), byWhom(entry), documentOf(entry, words), cut(fields), entry.seq];
}

/** An entry that states no before and after says in its own words what was done. */
function withoutDifference(entry: AuditEntry, words: ReportWords): string {
  const { before, after } = entry.data;
  return before === undefined && after === undefined ? detailsOf(entry, words) : words('changes.noDifference');
}

function valueText(value: unknown): string | null {
  return value === undefined || value === null ? null : cut(briefly(value));
}

function cut(text: string): string {
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE - 1)}…` : text;
}

/** Which document, by what only it has; an entry names none. The first that fits. */
const documents: readonly (readonly [name: string, field: string])[] = [
  ['report', 'reportId'],
  ['framework', 'frameworkId'],
  ['board', 'boardId'],
  ['template', 'templateId'],
  ['context', 'context'],
];
const contents: readonly (readonly [name: string, field: string])[] = [
  ['settings', 'features'],
  ['notifications', 'Notifications'],
  ['on-call', 'schedules'],
  ['alerting', 'grouping'],
  ['audit', 'witnesses'],
  ['detection', 'sensitivities'],
];

function documentOf({ data }: AuditEntry, words: ReportWords): string {
  for (const [name, field] of documents) {
    const value = data[field];
    if (value !== undefined)
      return `${words(`document.${name}`)} ${isRecord(value) ? briefly(value.name ?? '') : briefly(value)}`.trim();
  }
  const document = isRecord(data.after) ? data.after : isRecord(data.before) ? data.before : {};
  const found = contents.find(([, field]) => field in document);
  if (found !== undefined) return words(`document.${found[0]}`);
  return words(Array.isArray(data.after) || Array.isArray(data.before) ? 'document.rules' : 'document.other');
}
