import type { ReactNode } from 'react';
import type { Component } from '../../../shared/contract/console';
import type { ConsoleClient } from '../../bridge/client';
import { t } from '../../language/language';
import { useUi } from '../../store/page';
import { useAsked } from '../../store/use-asked';
import { EmptyState } from '../../ui/empty-state';
import { formatLatency } from '../../ui/format';
import table from '../../ui/plain-table.module.css';
import { SkeletonRows } from '../../ui/skeleton-rows';
import { StateMark } from '../../ui/state-mark';
import { Ago } from '../../ui/time';
import { ofSource, type Spoken } from '../../ui/tone';
import classes from './capacity-screen.module.css';

const everyMs = 5_000;
const read = (client: ConsoleClient) => client.health.get({});
const pressing: readonly Component['state'][] = ['failing', 'not-permitted', 'stale', 'starting', 'live', 'off'];

/** Every component, ours and AWS's: whether it answers, how fast, how often not, and what it may not do. Trouble comes first. */
export function Health(): ReactNode {
  const contextId = useUi((ui) => ui.contextId);
  const { value, problem } = useAsked(read, everyMs);
  if (value === null)
    return problem === null ? (
      <SkeletonRows rows={10} label={t('capacity.askingEveryComponent')} />
    ) : (
      <EmptyState text={problem} />
    );
  const contextOf = new Map<string, string>(value.sources.map((source) => [source.id, source.contextId]));
  const shown = value.components
    .filter(({ id }) => contextId === null || (contextOf.get(id) ?? contextId) === contextId)
    .sort((one, other) => pressing.indexOf(one.state) - pressing.indexOf(other.state));
  return (
    <div className={classes.page}>
      {problem === null ? null : <p className={classes.problem}>{problem}</p>}
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t('capacity.state')}</th>
            <th scope="col">{t('capacity.component')}</th>
            <th scope="col">{t('capacity.context')}</th>
            <th scope="col">{t('capacity.lastSuccess')}</th>
            <th scope="col" className={table.number}>
              {t('capacity.latency')}
            </th>
            <th scope="col" className={table.number}>
              {t('capacity.errors15Min')}
            </th>
            <th scope="col">{t('capacity.whatIsWrongAndWhatTo')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((component) => (
            <ComponentRow key={component.id} component={component} context={contextOf.get(component.id) ?? null} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ComponentRow({ component, context }: { component: Component; context: string | null }): ReactNode {
  const { lastSuccessAt, latencyMs, errorRate, attempts, missingPermission: missing, message, next, state } = component;
  return (
    <tr>
      <td>
        <StateMark spoken={ofState(state)} />
      </td>
      <td>{component.title}</td>
      <td className={classes.whole}>{context ?? t('capacity.thisConsole')}</td>
      <td>{lastSuccessAt === null ? '–' : <Ago at={lastSuccessAt} />}</td>
      <td className={table.number}>{latencyMs === null ? '–' : formatLatency(latencyMs)}</td>
      <td className={table.number} title={attempts === null ? '' : t('capacity.attempts', { count: attempts })}>
        {errorRate === null ? '–' : `${Math.round(errorRate * 100)} %`}
      </td>
      <td className={classes.words}>
        {missing === null ? null : (
          <div>
            {t('capacity.missingPermission')} <code>{missing.action}</code>
            {missing.resource === null ? '' : t('capacity.onResource', { resource: missing.resource })}
          </div>
        )}
        {message === null || missing !== null ? null : <div>{message}</div>}
        {next === null || state === 'off' ? null : <div className={classes.dim}>{next}</div>}
      </td>
    </tr>
  );
}

function ofState(state: Component['state']): Spoken {
  return state === 'stale' ? { tone: 'unknown', word: t('capacity.stale') } : ofSource(state);
}
