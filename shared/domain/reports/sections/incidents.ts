import { z } from 'zod';
import type { Incident } from '../../alerting/incident';
import type { Figure, Row, TableBlock } from '../blocks';
import type { ReportWords, SectionContext, SectionKind } from '../section-kind';
import { averageOf, medianOf, mostOf } from './figures';
import { SEVERITIES, severityTones, untilAnswered, untilResolved } from './incident-times';
import { isOfPlans, ofPlans, periodField, periodical, plansField } from './settings';

const Configuration = z.looseObject({
  ...periodical,
  Severities: z.array(z.enum(['CRITICAL', 'HIGH', 'MEDIUM', 'LOW', 'INFO'])).default([]),
  ...ofPlans,
});
type Context = SectionContext<z.infer<typeof Configuration>>;

/** Incidents that opened within the period: how many, how grave, how soon somebody answered and how soon they were over. */
export const incidents: SectionKind<typeof Configuration> = {
  type: 'INCIDENTS',
  Configuration,
  fields: [periodField, { name: 'Severities', kind: 'choices', values: SEVERITIES }, plansField],
  build(context) {
    const { words } = context;
    const counted = count(context);
    if (counted.all === 0) return [{ kind: 'text', paragraphs: [words('incidents.none')] }];
    return [
      { kind: 'figures', figures: figuresOf(counted, words) },
      severityTable(counted, words),
      incidentsTable(counted.all, context),
    ];
  },
};

/** Those asked for. One that was merged into another is told there. */
function* incidentsOf({ sources, period, configuration }: Context): Iterable<Incident> {
  const { Severities } = configuration;
  for (const one of sources.incidents(period)) {
    const isAsked = Severities.length === 0 || Severities.includes(one.severity);
    if (one.status !== 'MERGED' && isAsked && isOfPlans(configuration, one)) yield one;
  }
}

interface Counted {
  all: number;
  open: number;
  readonly answered: number[];
  readonly resolved: number[];
  readonly bySeverity: Map<string, { incidents: number; answered: number[]; resolved: number[] }>;
}

function count(context: Context): Counted {
  const counted: Counted = { all: 0, open: 0, answered: [], resolved: [], bySeverity: new Map() };
  for (const incident of incidentsOf(context)) {
    const held = counted.bySeverity.get(incident.severity) ?? { incidents: 0, answered: [], resolved: [] };
    counted.bySeverity.set(incident.severity, held);
    counted.all += 1;
    held.incidents += 1;
    if (incident.status !== 'RESOLVED') counted.open += 1;
    const [answered, resolved] = [untilAnswered(incident), untilResolved(incident)];
    if (answered !== null) {
      counted.answered.push(answered);
      held.answered.push(answered);
    }
    if (resolved !== null) {
      counted.resolved.push(resolved);
      held.resolved.push(resolved);
    }
  }
  return counted;
}

function figuresOf({ all, open, answered, resolved }: Counted, words: ReportWords): Figure[] {
  return [
    { label: words('incidents.count'), value: all, unit: 'count', note: words('incidents.openNote', { open }) },
    {
      label: words('incidents.untilAnswered'),
      value: averageOf(answered),
      unit: 'duration',
      note: words('incidents.of', { count: answered.length, all }),
    },
    { label: words('incidents.medianAnswered'), value: medianOf(answered), unit: 'duration' },
    {
      label: words('incidents.untilResolved'),
      value: averageOf(resolved),
      unit: 'duration',
      note: words('incidents.of', { count: resolved.length, all }),
    },
    { label: words('incidents.longestResolved'), value: mostOf(resolved), unit: 'duration' },
  ];
}

function severityTable({ bySeverity }: Counted, words: ReportWords): TableBlock {
  const rows = SEVERITIES.flatMap((severity): Row[] => {
    const held = bySeverity.get(severity);
    if (held === undefined) return [];
    return [
      [
        words(`severity.${severity}`),
        held.incidents,
        held.answered.length,
        averageOf(held.answered),
        held.resolved.length,
        averageOf(held.resolved),
      ],
    ];
  });
  return {
    kind: 'table',
    caption: words('incidents.bySeverity'),
    columns: [
      { key: 'severity', title: words('column.severity'), kind: 'status', tones: severityTones(words) },
      { key: 'incidents', title: words('column.incidents'), kind: 'integer' },
      { key: 'answered', title: words('column.answered'), kind: 'integer' },
      { key: 'until_answered', title: words('incidents.untilAnswered'), kind: 'duration' },
      { key: 'resolved', title: words('column.resolved'), kind: 'integer' },
      { key: 'until_resolved', title: words('incidents.untilResolved'), kind: 'duration' },
    ],
    count: rows.length,
    rows: () => rows,
    empty: words('incidents.none'),
  };
}

function incidentsTable(all: number, context: Context): TableBlock {
  const { words } = context;
  return {
    kind: 'table',
    caption: words('incidents.caption'),
    columns: [
      { key: 'number', title: words('column.number'), kind: 'integer', weight: 0.6 },
      { key: 'opened_at', title: words('column.opened'), kind: 'instant', weight: 1.5 },
      { key: 'severity', title: words('column.severity'), kind: 'status', tones: severityTones(words) },
      { key: 'title', title: words('column.title'), kind: 'text', weight: 3 },
      { key: 'plan', title: words('column.plan'), kind: 'text', weight: 1.5 },
      { key: 'status', title: words('column.status'), kind: 'text' },
      { key: 'until_answered', title: words('column.answeredAfter'), kind: 'duration' },
      { key: 'answered_by', title: words('column.answeredBy'), kind: 'text', weight: 1.3 },
      { key: 'until_resolved', title: words('column.resolvedAfter'), kind: 'duration' },
      { key: 'cause', title: words('column.cause'), kind: 'text', weight: 2.5 },
      { key: 'incident_id', title: words('column.incidentId'), kind: 'text', weight: 1.5 },
    ],
    count: all,
    *rows(): Iterable<Row> {
      for (const one of incidentsOf(context))
        yield [
          one.number,
          one.openedAt,
          words(`severity.${one.severity}`),
          one.title,
          one.planName,
          words(`incident.${one.status}`),
          untilAnswered(one),
          one.acknowledgedBy,
          untilResolved(one),
          one.causes[0]?.title ?? null,
          one.incidentId,
        ];
    },
    empty: words('incidents.none'),
    note: words('incidents.mergedNote'),
  };
}
