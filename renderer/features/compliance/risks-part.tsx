import type { ReactNode } from 'react';
import type { RiskEvaluation } from '../../../shared/domain/frameworks/evaluation';
import { t } from '../../language/language';
import { EmptyState } from '../../ui/empty-state';
import table from '../../ui/plain-table.module.css';
import { Scroll } from '../../ui/scroll';
import { SkeletonRows } from '../../ui/skeleton-rows';
import { StateMark } from '../../ui/state-mark';
import classes from './compliance.module.css';
import { useEvaluations, type useFrameworks } from './use-frameworks';
import { ofResult } from './words';

interface RisksPartProps {
  readonly period: string;
  readonly frameworks: ReturnType<typeof useFrameworks>;
}

/** Recovery risks of every framework that lists them, with whether their treatment was seen to work. */
export function RisksPart({ period, frameworks }: RisksPartProps): ReactNode {
  const ids = (frameworks.value ?? []).filter(({ problems }) => problems.length === 0).map(({ frameworkId }) => frameworkId);
  const { value, problem } = useEvaluations(ids, period);
  if (problem !== null) return <EmptyState text={t('compliance.notRead', { why: problem })} />;
  if (value === null || frameworks.value === null) return <SkeletonRows rows={9} label={t('compliance.reading')} />;
  const lists = Object.values(value).flatMap((one) => (one.ok && one.value.risks.length > 0 ? [one.value] : []));
  if (lists.length === 0) return <EmptyState text={t('compliance.noRisks')} next={t('compliance.noRisksNext')} />;
  return (
    <Scroll className={classes.page}>
      {lists.map(({ frameworkId, name, risks }) => (
        <section key={frameworkId}>
          <h2 className={classes.heading}>{name}</h2>
          <RiskTable risks={risks} label={name} />
        </section>
      ))}
    </Scroll>
  );
}

function RiskTable({ risks, label }: { risks: readonly RiskEvaluation[]; label: string }): ReactNode {
  return (
    <table className={table.table} aria-label={t('compliance.risksOf', { name: label })}>
      <thead>
        <tr>
          <th>{t('compliance.colId')}</th>
          <th>{t('compliance.risk')}</th>
          <th>{t('compliance.treatment')}</th>
          <th>{t('compliance.treatmentResult')}</th>
          <th>{t('compliance.owner')}</th>
        </tr>
      </thead>
      <tbody>
        {risks.map(({ id, risk, treatment, owner, result, reasons }) => (
          <tr key={id}>
            <td>{id}</td>
            <td>{risk}</td>
            <td>{treatment}</td>
            <td>
              <StateMark spoken={ofResult(result)} />
              <div className={classes.dim}>{reasons.join(' ')}</div>
            </td>
            <td>{owner}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
