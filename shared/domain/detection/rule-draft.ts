import type { AlertConfiguration, Conditions } from '../alerting/rules/configuration';
import { type MetricInfo, metricList } from '../capacity/metric-list';
import { familyWords } from './family-words';
import type { Finding, FoundSeries } from './finding';

/** A rule to be looked through and saved, and why it is as it is. */
export interface RuleDraft {
  readonly configuration: AlertConfiguration;
  readonly why: string;
}

/** Contexts that are none: series of the console itself, or of all contexts. */
const ofNone: ReadonlySet<string> = new Set(['console', '*', '']);

/**
 * An alert rule for what was found: the series, or those of a fleet, beyond where they were expected; for an objective at risk, the state
 * that says so. Null where no rule could say it.
 */
export function ruleDraftOf(finding: Finding): RuleDraft | null {
  if (finding.family === 'objective-at-risk') return objectiveDraft(finding);
  const series = finding.series ?? finding.members[0]?.series;
  const info = series === undefined ? undefined : metricList.find(({ name }) => name === series.metric);
  if (series === undefined || info === undefined) return null;
  // Evidence of a fleet counts its members.
  if (finding.aspect !== 'gap' && finding.method === 'fleet') return null;
  return finding.aspect === 'gap' ? gapDraft(finding, series, info) : edgeDraft(finding, series, info);
}

/** Beyond the edge of what was expected, on the side where the value was. */
function edgeDraft(finding: Finding, series: FoundSeries, info: MetricInfo): RuleDraft | null {
  const { value, expected } = finding.evidence;
  if (value === null || expected === null) return null;
  const isAbove = value > expected.high || (value >= expected.low && value - expected.low >= expected.high - value);
  const edge = readable(isAbove ? expected.high : expected.low, isAbove);
  const unit = info.unit.toLowerCase();
  return {
    configuration: draft(finding, {
      ...measured(finding, series, info),
      Operator: isAbove ? 'GREATER_THAN' : 'LESS_THAN',
      Threshold: edge,
    }),
    why: `${isAbove ? 'Above' : 'Below'} ${edge} ${unit} it was not expected when this was found. Try the rule on the past before it is saved: what is usual changes, a threshold does not.`,
  };
}

/** That nothing is measured any more. */
function gapDraft(finding: Finding, series: FoundSeries, info: MetricInfo): RuleDraft {
  return {
    configuration: draft(finding, {
      ...measured(finding, series, info),
      Statistic: 'SampleCount',
      Operator: 'LESS_THAN',
      Threshold: 1,
      TreatMissingData: 'breaching',
    }),
    why: `It holds once nothing was measured of ${familyWords[finding.family]} for three periods.`,
  };
}

function objectiveDraft(finding: Finding): RuleDraft {
  return {
    configuration: {
      ...draft(finding, { State: { Name: 'execution-over-objective', Parameters: { Percent: 80 } } }),
      ...(finding.planName === null ? {} : { Scope: { Plans: [finding.planName] } }),
    },
    why: 'A forecast has no threshold to be copied: this rule says so once four fifths of the objective have passed.',
  };
}

/** Values of the console come every minute, those of AWS every five. */
function measured({ series }: Finding, of: FoundSeries, info: MetricInfo): Conditions {
  const isFleet = series === null;
  const labels = isFleet ? {} : Object.fromEntries(Object.entries(of.labels).filter(([label]) => info.labels.includes(label)));
  return {
    MetricName: of.metric,
    ...(Object.keys(labels).length === 0 ? {} : { Labels: labels }),
    Period: info.from.startsWith('AWS/') ? 300 : 60,
    EvaluationPeriods: 3,
    DatapointsToAlarm: 3,
  };
}

function draft(finding: Finding, conditions: Conditions): AlertConfiguration {
  const { family, aspect, severity, series, title } = finding;
  const contextId = series?.contextId ?? finding.contextId ?? '';
  const place = Object.values(series?.labels ?? {}).join('-');
  return {
    AlertId: idOf(`${series?.metric ?? family}-${aspect}${place === '' ? '' : `-${place}`}`),
    Name: title.slice(0, 200),
    Description: `Drafted from a finding of ${finding.openedAt.slice(0, 16).replace('T', ' ')} UTC: ${finding.summary}`.slice(
      0,
      4_000,
    ),
    Enabled: true,
    Severity: severity,
    Conditions: conditions,
    ...(ofNone.has(contextId) ? {} : { Scope: { Contexts: [contextId] } }),
  };
}

function idOf(words: string): string {
  const id = words.replace(/[^A-Za-z0-9._:-]+/g, '-').slice(0, 90);
  return `unusual-${id}`.slice(0, 100);
}

/** Three digits are enough to read, rounded away from what was expected. */
function readable(edge: number, isUpper: boolean): number {
  if (edge === 0) return 0;
  const step = 10 ** (Math.floor(Math.log10(Math.abs(edge))) - 2);
  const steps = edge / step;
  return Number(((isUpper ? Math.ceil(steps) : Math.floor(steps)) * step).toPrecision(3));
}
