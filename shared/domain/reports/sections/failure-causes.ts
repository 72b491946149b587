import { z } from 'zod';
import { outcomeOf } from '../../metrics/derive/outcomes';
import type { Execution, Participant } from '../../view';
import type { Row, TableBlock } from '../blocks';
import type { ReportWords, SectionContext, SectionKind } from '../section-kind';
import { executionsOf, planOf } from './executions';
import { reasonsTable } from './reasons';
import { isOfPlans, ofPlans, ofTypes, periodField, periodical, plansField, typesField } from './settings';

const Configuration = z.looseObject({
  ...periodical,
  IncludeServers: z.boolean().default(true),
  IncludeProbableCauses: z.boolean().default(true),
  ...ofPlans,
  ...ofTypes,
});
type Context = SectionContext<z.infer<typeof Configuration>>;

/** Why executions failed, which servers did, and what incidents held to be the cause. */
export const failureCauses: SectionKind<typeof Configuration> = {
  type: 'FAILURE_CAUSES',
  Configuration,
  fields: [
    periodField,
    { name: 'IncludeServers', kind: 'boolean' },
    { name: 'IncludeProbableCauses', kind: 'boolean' },
    plansField,
    typesField,
  ],
  build(context) {
    const { configuration, sources, words } = context;
    const executions = executionsOf(context);
    const failed = failedServers(executions, sources.participants);
    const losing = executions.filter((one) => ['failed', 'with-losses'].includes(outcomeOf(one))).length;
    return [
      {
        kind: 'figures',
        figures: [
          {
            label: words('causes.executions'),
            value: losing,
            unit: 'count',
            note: words('causes.executionsNote', { count: executions.length }),
          },
          { label: words('causes.servers'), value: failed.length, unit: 'count' },
        ],
      },
      reasonsTable(executions, words),
      ...(configuration.IncludeServers ? [serversTable(failed, words)] : []),
      ...(configuration.IncludeProbableCauses ? [probableCauses(context)] : []),
    ];
  },
};

type FailedServer = readonly [Execution, Participant];

function failedServers(executions: readonly Execution[], participants: (id: string) => readonly Participant[]): FailedServer[] {
  return executions.flatMap((execution) =>
    participants(execution.executionId).flatMap((one): FailedServer[] => (one.phase === 'FAILED' ? [[execution, one]] : [])),
  );
}

function serversTable(failed: readonly FailedServer[], words: ReportWords): TableBlock {
  return {
    kind: 'table',
    caption: words('causes.serversCaption'),
    columns: [
      { key: 'server', title: words('column.server'), kind: 'text', weight: 2 },
      { key: 'plan', title: words('column.plan'), kind: 'text', weight: 1.6 },
      { key: 'wave', title: words('column.wave'), kind: 'integer', weight: 0.6 },
      { key: 'failed_at', title: words('column.failedAt'), kind: 'instant', weight: 1.5 },
      { key: 'reason', title: words('column.reason'), kind: 'text', weight: 3.5 },
      { key: 'execution_id', title: words('column.executionId'), kind: 'text', weight: 1.6 },
    ],
    count: failed.length,
    *rows(): Iterable<Row> {
      for (const [execution, server] of failed)
        yield [
          server.serverName,
          planOf(execution, words),
          server.waveNumber + 1,
          server.phaseSince,
          server.error ?? server.rawError ?? words('causes.noReason'),
          execution.executionId,
        ];
    },
    empty: words('causes.noServers'),
  };
}

/** What incidents of the period held to be their leading cause, the most frequent first. */
function probableCauses({ sources, period, configuration, words }: Context): TableBlock {
  const found = new Map<string, { title: string; incidents: number; numbers: number[] }>();
  for (const { causes, number, planId, planName, status } of sources.incidents(period)) {
    const [leading] = causes;
    if (leading === undefined || status === 'MERGED' || !isOfPlans(configuration, { planId, planName })) continue;
    const held = found.get(leading.causeId) ?? { title: leading.title, incidents: 0, numbers: [] };
    held.incidents += 1;
    if (held.numbers.length < MOST_NAMED) held.numbers.push(number);
    found.set(leading.causeId, held);
  }
  const rows = [...found]
    .map(([id, { title, incidents, numbers }]): readonly [string, string, number, string] => [
      title,
      id,
      incidents,
      numbers.join(', ') + (incidents > numbers.length ? ', …' : ''),
    ])
    .sort((a, b) => b[2] - a[2] || a[0].localeCompare(b[0], 'en'));
  return {
    kind: 'table',
    caption: words('causes.probable'),
    columns: [
      { key: 'cause', title: words('column.cause'), kind: 'text', weight: 4 },
      { key: 'cause_id', title: words('column.causeId'), kind: 'text', weight: 1.6 },
      { key: 'incidents', title: words('column.incidents'), kind: 'integer' },
      { key: 'numbers', title: words('column.numbers'), kind: 'text', weight: 1.6 },
    ],
    count: rows.length,
    rows: () => rows,
    empty: words('causes.noProbable'),
    note: words('causes.probableNote'),
  };
}

const MOST_NAMED = 10;
