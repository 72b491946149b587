import type { MetricInfo } from '../../../shared/domain/capacity/metric-list';

const kinds: { readonly [K in MetricInfo['kind']]: string } = {
  count: 'how many there were: values are added up',
  gauge: 'a state, sampled',
  duration: 'how long something took, one value each',
};

/** `build/docs/metrics.md`, written from the list of metrics. */
export function metricsDocument(list: readonly MetricInfo[]): string {
  const rows = list.map(({ name, kind, unit, usual, labels, of, from, text }) => [
    `\`${name}\``,
    kind,
    unit,
    usual,
    labels.map((label) => `\`${label}\``).join(' '),
    of,
    from,
    text,
  ]);
  return [
    '# Metrics',
    '',
    'What the console measures and collects, kept in `metrics.sqlite` beside the journal: as it was measured for 14 days, by the minute for',
    '90, by the hour for 1,100 (`metrics` in `settings.json`). This page is written from `shared/domain/capacity/metric-list.ts` and',
    '`shared/domain/metrics/console-metrics.ts`; a test keeps them alike. `GET /api/metrics/names` answers the same.',
    '',
    '`GET /api/metrics?name=RecoveryTime&from=2026-01-01T00:00:00Z&stepSeconds=86400&aggregation=p90&by=plan`',
    '',
    '| Parameter | |',
    '|---|---|',
    '| `name` | one of the list below |',
    '| `labels` | `plan=Payroll DR,type=DRILL`: labels a series must have; a comma within a value is written `\\,` |',
    '| `from`, `to` | the last three hours where absent |',
    '| `context` | one profile and region; all where absent. Metrics of the console itself are answered whatever the context |',
    '| `stepSeconds` | one value a step, at the step’s beginning; at most 4,100 steps. Steps lie at whole multiples (UTC); one as long as the range begins where the range does. Where only minutes or hours are kept of the beginning, the step becomes a whole number of them, and the answer says so in `stepSeconds` |',
    '| `aggregation` | `avg min max sum count last p50 p90 p99`; the usual one of the list where absent. Percentiles lie within 1 % of the exact one, the rest is exact. `last` of several series adds up what is counted in Count or Bytes, and is the greatest of Seconds and Percent |',
    '| `by` | labels, `context` among them: series that agree in them are put together; empty puts all together; absent keeps each apart |',
    '| `limit`, `nextToken` | series a page |',
    '',
    'Without `stepSeconds`, `aggregation` and `by` the points are those that were measured, the newest 4,100 of each series. A step without',
    'points is left out: nothing measured is not zero.',
    '',
    ...Object.entries(kinds).map(([kind, text]) => `- **${kind}**: ${text}.`),
    '',
    'What happened is dated when it happened, on the engine’s clock; executions of the past, read at the first start, too. What is counted',
    'from recorded events is counted once each, whatever kills the program. States are sampled each minute, in a rehearsal at most four',
    'times a second. `plan` is the plan’s name, `planId` its id where it is known; what comes from CloudWatch also has `account` and `region`.',
    'Series of the console as a whole have the context `console`.',
    '',
    '| Name | Kind | Unit | Usual | Labels | Of | From | |',
    '|---|---|---|---|---|---|---|---|',
    ...rows.map((cells) => `| ${cells.join(' | ')} |`),
    '',
  ].join('\n');
}
