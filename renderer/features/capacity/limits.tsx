import { type ReactNode, useCallback } from 'react';
import type { QuotaView } from '../../../shared/domain/capacity/quotas';
import type { ConsoleClient } from '../../bridge/client';
import { locale, t } from '../../language/language';
import { useUi } from '../../store/page';
import { useAsked } from '../../store/use-asked';
import { ContextTag } from '../../ui/context-tag';
import { EmptyState } from '../../ui/empty-state';
import table from '../../ui/plain-table.module.css';
import { SkeletonRows } from '../../ui/skeleton-rows';
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
  if (value === null)
    return problem === null ? <SkeletonRows rows={10} label={t('capacity.readingTheLimits')} /> : <EmptyState text={problem} />;
  if (value.items.length === 0)
    return <EmptyState text={t('capacity.noAccountHasBeenReadYet')} next={t('capacity.limitsAppearOnceTheIdentityOf')} />;
  return (
    <div className={classes.page}>
      {problem === null ? null : <p className={classes.problem}>{problem}</p>}
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t('capacity.state')}</th>
            <th scope="col">{t('capacity.limit')}</th>
            <th scope="col">{t('capacity.where')}</th>
            <th scope="col" className={table.number}>
              {t('capacity.used')}
            </th>
            <th scope="col" className={table.number}>
              {t('capacity.of')}
            </th>
            <th scope="col">{t('capacity.share')}</th>
            <th scope="col">{t('capacity.whatCounts')}</th>
            <th scope="col">{t('capacity.limitRead')}</th>
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
        {quota.adjustable ? <span className={classes.dim}> {t('capacity.adjustable')}</span> : null}
      </td>
      <td>
        <ContextTag contextId={quota.contextId} />{' '}
        <span className={classes.dim}>
          {quota.accountId} {quota.region}
        </span>
      </td>
      <td className={table.number}>{used === null ? '–' : used.toLocaleString(locale())}</td>
      <td className={table.number}>{limit.toLocaleString(locale())}</td>
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
          ? t('capacity.warnedAt', { warn: Math.round(quota.warnAt), critical: Math.round(quota.criticalAt) })
          : ''}
      </td>
      <td className={classes.dim}>
        {quota.limitFrom === 'documented' ? t('capacity.notYetAsDocumented') : <Ago at={quota.observedAt} />}
      </td>
    </tr>
  );
}

const names: Readonly<Record<QuotaView['service'], string>> = { drs: 'DRS', states: 'Step Functions', sns: 'SNS' };

function ofLevel(level: QuotaView['level']): Spoken {
  switch (level) {
    case 'critical':
      return { tone: 'failed', word: t('capacity.critical') };
    case 'warn':
      return { tone: 'waiting', word: t('capacity.nearLimit') };
    case 'ok':
      return { tone: 'succeeded', word: t('capacity.inOrder') };
    case 'unknown':
      return { tone: 'unknown', word: t('capacity.notMeasured') };
  }
}

function percent(share: number): string {
  const value = share * 100;
  return value > 0 && value < 1 ? '<1 %' : `${Math.round(value)} %`;
}
