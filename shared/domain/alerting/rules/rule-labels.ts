import { ContextId, ExecutionId, ServerId } from '../../primitives';
import type { DomainView } from '../../reconcile/domain-view';
import type { Labels } from '../labels';
import { placeLabels } from '../signals/place-labels';
import type { PeriodSeries } from './series';
import { seriesKey } from './series';
import type { Finding } from './states/predicate';

/** Labels of metrics that mean something else on an alert. */
const renamed: Readonly<Record<string, string>> = {
  type: 'executionType',
  wave: 'waveLabel',
  source: 'data',
  rule: 'busRule',
  kind: 'ofKind',
  severity: 'ofSeverity',
};

/** Series of the console as a whole, and those put together from several contexts, are of none. */
const ofNone: ReadonlySet<string> = new Set(['console', '*', '']);

/** What an alert about a series carries: the series' own labels in the words of alerts, and where in the topology it lies. */
export function labelsOfSeries({ contextId, labels }: Pick<PeriodSeries, 'contextId' | 'labels'>, view: DomainView): Labels {
  const own = Object.fromEntries(Object.entries(labels).map(([name, value]) => [renamed[name] ?? name, value]));
  const number = /^Wave (\d+)/.exec(own.waveLabel ?? '')?.[1];
  const context = ContextId.safeParse(own.context ?? contextId);
  const place = placeLabels(
    {
      contextId: context.success && !ofNone.has(context.data) ? context.data : null,
      executionId: ExecutionId.safeParse(own.execution).data ?? null,
      sourceServerId: ServerId.safeParse(own.server).data ?? null,
    },
    view,
  );
  return { ...place, ...own, ...(number === undefined ? {} : { wave: String(Number(number) - 1) }) };
}

/** What an alert about a finding carries; `kind` is the state's name. */
export function labelsOfFinding(
  kind: string,
  { contextId, executionId, sourceServerId, labels }: Finding,
  view: DomainView,
): Labels {
  return { ...placeLabels({ contextId, executionId, sourceServerId }, view), ...labels, kind };
}

/** The same series of the same rule has the same one for ever. */
export function fingerprintOfSeries(ruleId: string, series: Pick<PeriodSeries, 'contextId' | 'labels'>): string {
  return `rule:${ruleId}:${seriesKey(series)}`;
}

export function fingerprintOfFinding(ruleId: string, { key }: Pick<Finding, 'key'>): string {
  return `rule:${ruleId}:${key}`;
}

/** Why nothing will be measured of a series any more, in words; null while something may be. Never because nobody can be asked. */
export function goneBecause(labels: Labels, view: DomainView): string | null {
  const { execution, server, planId, plan } = labels;
  if (execution !== undefined) {
    const known = view.executions[execution];
    if (known !== undefined && known.endedAt !== null) return `The execution is ${known.status} since ${known.endedAt}.`;
  }
  if (server !== undefined && Object.keys(view.servers).length > 0 && view.servers[server] === undefined)
    return 'DRS knows this server no more.';
  if (planId !== undefined && Object.keys(view.plans).length > 0 && view.plans[planId] === undefined)
    return `The plan ${plan ?? planId} is gone.`;
  return null;
}
