import type { Aggregation } from '../../../shared/contract/telemetry';
import { lastsBecome, type MetricInfo, metricList } from '../../../shared/domain/capacity/metric-list';
import { type Labels, labelsOf } from '../../../shared/domain/metrics/labels';
import { MOST_POINTS } from '../../../shared/domain/metrics/steps';
import type { ContextId } from '../../../shared/domain/primitives';
import type { SteppedWanted, Wanted } from '../telemetry/point-store';
import { invalid } from './problems';

/** As the contract has it. */
export interface MetricsInput {
  readonly name: string;
  readonly context?: ContextId | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly labels?: string | undefined;
  readonly stepSeconds?: number | undefined;
  readonly aggregation?: Aggregation | undefined;
  readonly by?: string | undefined;
}

/** A question about a metric, understood. `stepped` is null where points are wanted as they were measured. */
export interface MetricQuestion {
  readonly info: MetricInfo;
  readonly wanted: Wanted;
  readonly stepped: SteppedWanted | null;
}

/** How far back metrics are answered when nobody says from when. */
const usualWindowMs = 3 * 3_600_000;
const mostStepSeconds = 35_000_000;

/** What `input` asks; throws a refusal that names the field. `known` are the labels some series of a metric carries. */
export function questionOf(input: MetricsInput, nowMs: number, known: (name: string) => ReadonlySet<string>): MetricQuestion {
  const info = metricList.find(({ name }) => name === input.name);
  if (info === undefined)
    throw invalid('metrics.unknown', 'name', `there is no metric ${input.name}; GET /api/metrics/names lists them`);
  const toMs = momentOf(input.to, 'to') ?? nowMs;
  const fromMs = momentOf(input.from, 'from') ?? toMs - usualWindowMs;
  if (toMs < fromMs) throw invalid('metrics.invalid', 'to', 'it lies before “from”');
  // The console as a whole has no context: whoever looks at one context means it all the same.
  const contextId = info.of === 'console' ? null : (input.context ?? null);
  const wanted = { name: info.name, contextId, labels: readLabels(input.labels), fromMs, toMs };
  const isStepped = input.stepSeconds !== undefined || input.aggregation !== undefined || input.by !== undefined;
  if (!isStepped) return { info, wanted, stepped: null };
  const stepMs = stepOf(input.stepSeconds, wanted);
  const by = byOf(input.by, info, known);
  const aggregation = input.aggregation ?? info.usual;
  return { info, wanted, stepped: { ...wanted, stepMs, by, aggregation, lastsBecome: lastsBecome(info.unit) } };
}

/** Without a step, all of the range is one. */
function stepOf(asked: number | undefined, { fromMs, toMs }: Wanted): number {
  if (asked === undefined) return Math.max(1, toMs - fromMs);
  const stepMs = asked * 1000;
  const steps = (toMs - fromMs) / stepMs;
  if (steps <= MOST_POINTS) return stepMs;
  const least = Math.min(mostStepSeconds, Math.ceil((toMs - fromMs) / MOST_POINTS / 1000));
  throw invalid(
    'metrics.invalid',
    'stepSeconds',
    `the range would have ${Math.ceil(steps)} steps, and at most ${MOST_POINTS} are answered; ask for ${least} or more`,
  );
}

function byOf(
  text: string | undefined,
  info: MetricInfo,
  known: (name: string) => ReadonlySet<string>,
): readonly string[] | null {
  if (text === undefined) return null;
  const by = text
    .split(',')
    .map((label) => label.trim())
    .filter((label) => label !== '');
  const may = new Set(['context', ...info.labels]);
  const strange = by.find((label) => !may.has(label));
  if (strange === undefined) return by;
  for (const label of known(info.name)) may.add(label);
  if (by.every((label) => may.has(label))) return by;
  throw invalid('metrics.invalid', 'by', `${info.name} has no label ${strange}; it has ${[...may].join(', ')}`);
}

function momentOf(text: string | undefined, field: string): number | null {
  if (text === undefined) return null;
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) throw invalid('metrics.invalid', field, 'not a moment in ISO 8601, such as 2026-03-14T09:00:00Z');
  return ms;
}

/** `server=s-…,region=us-east-1` as labels. */
function readLabels(text: string | undefined): Labels {
  const read = labelsOf(text ?? '');
  if (read.ok) return read.value;
  throw invalid('metrics.invalid', 'labels', `“${read.error}” is no label; write name=value, separated by commas`);
}
