import { type ReactNode, useCallback } from 'react';
import type { QuotaView } from '../../../shared/domain/capacity/quotas';
import type { ConsoleClient } from '../../bridge/client';
import { useUi } from '../../store/page';
import { useAsked } from '../../store/use-asked';
import { ContextTag } from '../../ui/context-tag';
import { EmptyState } from '../../ui/empty-state';
import table from '../../ui/plain-table.module.css';
import { StateMark } from '../../ui/state-mark';
import { Ago } from '../../ui/time';
import type { Spoken } from '../../ui/tone';
import classes from './capacity-screen.module.css';
import { contextAsked } from './context-id';

const everyMs = 15_000;

/** Limits of AWS with their use, most pressing first. */
export function Limits(): ReactNode {
  const contextId = useUi((ui) => ui.contextId);
  const read = useCallback(
    (client: ConsoleClient) => client.telemetry.quotas({ limit: 1000, ...contextAsked(contextId) }),
    [contextId],
  );
  const { value, problem } = useAsked(read, everyMs);
  if (value === null) return <EmptyState text={problem ?? 'Reading the limits…'} />;
  if (value.items.length === 0)
    return <EmptyState text="No account has been read yet." next="Limits appear once the identity of a context is known." />;
  return (
    <div className={classes.page}>
      {problem === null ? null : <p className={classes.problem}>{problem}</p>}
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">State</th>
            <th scope="col">Limit</th>
            <th scope="col">Where</th>
            <th scope="col" className={table.number}>
              Used
            </th>
            <th scope="col" className={table.number}>
              Of
            </th>
            <th scope="col">Share</th>
            <th scope="col">What counts</th>
            <th scope="col">Limit read</th>
          </tr>
        </thead>
        <tbody>
          {value.items.map((quota) => (
            <QuotaRow key={quota.id} quota={quota} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function QuotaRow({ quota }: { quota: QuotaView }): ReactNode {
  const { used, limit } = quota;
  const share = used === null || limit === 0 ? null : used / limit;
  return (
    <tr>
      <td>
        <StateMark spoken={ofLevel(quota.level)} />
      </td>
      <td title={quota.code}>
        {names[quota.service]} · {quota.name}
        {quota.adjustable ? <span className={classes.dim}> (adjustable)</span> : null}
      </td>
      <td>
        <ContextTag contextId={quota.contextId} />{' '}
        <span className={classes.dim}>
          {quota.accountId} {quota.region}
        </span>
      </td>
      <td className={table.number}>{used === null ? '–' : used.toLocaleString('en')}</td>
      <td className={table.number}>{limit.toLocaleString('en')}</td>
      <td>
        {share === null ? null : (
          <span className={classes.share}>
            <span className={classes.bar} aria-hidden="true">
              <span className={classes.fill} data-level={quota.level} style={{ width: `${Math.min(100, share * 100)}%` }} />
            </span>
            {percent(share)}
          </span>
        )}
      </td>
      <td className={classes.dim}>
        {quota.use}
        {quota.level === 'warn' || quota.level === 'critical'
          ? `; warned of at ${Math.round(quota.warnAt).toLocaleString('en')}, critical at ${Math.round(quota.criticalAt).toLocaleString('en')}`
          : ''}
      </td>
      <td className={classes.dim}>
        {quota.limitFrom === 'documented' ? 'not yet: as documented' : <Ago at={quota.observedAt} />}
      </td>
    </tr>
  );
}

const names: Readonly<Record<QuotaView['service'], string>> = { drs: 'DRS', states: 'Step Functions', sns: 'SNS' };

function ofLevel(level: QuotaView['level']): Spoken {
  switch (level) {
    case 'critical':
      return { tone: 'failed', word: 'Critical' };
    case 'warn':
      return { tone: 'waiting', word: 'Near limit' };
    case 'ok':
      return { tone: 'succeeded', word: 'In order' };
    case 'unknown':
      return { tone: 'unknown', word: 'Not measured' };
  }
}

function percent(share: number): string {
  const value = share * 100;
  return value > 0 && value < 1 ? '<1 %' : `${Math.round(value)} %`;
}
