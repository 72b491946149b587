import { useMemo } from 'react';
import { NoticeKind, Severity } from '../../../shared/domain/notice';
import { useView } from '../../store/page';

/** Names of labels that alerts carry, those an operator asks for most first. */
export const labelNames: readonly string[] = [
  'plan',
  'kind',
  'server',
  'serverName',
  'severity',
  'environment',
  'context',
  'account',
  'region',
  'rule',
  'source',
  'wave',
  'waveLabel',
  'execution',
  'executionType',
  'planId',
  'job',
  'instance',
  'subnet',
  'az',
];

/** Values of labels as they occur now, for completion while matchers are written. */
export function useKnownLabels(): Readonly<Record<string, readonly string[]>> {
  const contexts = useView((view) => view.contexts, {});
  const executions = useView((view) => view.executions, {});
  const plans = useView((view) => view.plans, {});
  const servers = useView((view) => view.servers, {});
  return useMemo(() => {
    const runs = Object.values(executions);
    const places = Object.values(contexts);
    const machines = Object.values(servers);
    return {
      plan: sorted([...Object.values(plans).map(({ planName }) => planName), ...runs.map(({ planName }) => planName)]),
      planId: sorted(runs.map(({ planId }) => planId)),
      execution: sorted(runs.map(({ executionId }) => executionId)),
      executionType: ['DRILL', 'RECOVERY'],
      wave: sorted(runs.flatMap(({ waves }) => waves.map(({ waveNumber }) => String(waveNumber)))),
      waveLabel: sorted(runs.flatMap(({ waves }) => waves.map(({ label }) => label))),
      context: sorted(places.map(({ contextId }) => contextId)),
      environment: sorted(places.map(({ environment }) => environment)),
      account: sorted(places.map(({ accountId }) => accountId)),
      region: sorted(places.map(({ region }) => region)),
      server: sorted(machines.map(({ sourceServerId }) => sourceServerId)),
      serverName: sorted(machines.map(({ name }) => name)),
      kind: [...NoticeKind.options],
      severity: [...Severity.options].reverse(),
      source: ['console', 'rule', 'custom', 'finding'],
    };
  }, [contexts, executions, plans, servers]);
}

function sorted(values: readonly (string | null | undefined)[]): readonly string[] {
  const known = values.flatMap((value) => (value === null || value === undefined || value === '' ? [] : [value]));
  return [...new Set(known)].sort().slice(0, 500);
}
