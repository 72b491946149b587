import { type ReactNode, useCallback } from 'react';
import type { ConsoleClient } from '../../bridge/client';
import { t } from '../../language/language';
import { useAsked } from '../../store/use-asked';
import { EmptyState } from '../../ui/empty-state';
import { formatNumber } from '../../ui/format';
import table from '../../ui/plain-table.module.css';
import { Scroll } from '../../ui/scroll';
import { SkeletonRows } from '../../ui/skeleton-rows';
import classes from './compliance.module.css';

const EVERY_MS = 300_000;

/** The personal data that this console itself holds. */
export function RegisterPart(): ReactNode {
  const read = useCallback(async (client: ConsoleClient) => (await client.frameworks.register({})).items, []);
  const { value, problem } = useAsked(read, EVERY_MS);
  if (value === null)
    return problem === null ? (
      <SkeletonRows rows={9} label={t('compliance.reading')} />
    ) : (
      <EmptyState text={t('compliance.notRead', { why: problem })} />
    );
  return (
    <Scroll className={classes.page}>
      <p className={classes.dim}>{t('compliance.registerAbout')}</p>
      <table className={table.table} aria-label={t('compliance.register')}>
        <thead>
          <tr>
            <th>{t('compliance.data')}</th>
            <th>{t('compliance.purpose')}</th>
            <th>{t('compliance.where')}</th>
            <th>{t('compliance.retention')}</th>
            <th>{t('compliance.erasure')}</th>
            <th className={table.number}>{t('compliance.records')}</th>
          </tr>
        </thead>
        <tbody>
          {value.map(({ what, whose, purpose, basis, where, retention, erasure, records }) => (
            <tr key={what}>
              <td>
                <b>{what}</b>
                <div className={classes.dim}>{whose}</div>
              </td>
              <td>
                {purpose}
                <div className={classes.dim}>{basis}</div>
              </td>
              <td>{where}</td>
              <td>{retention}</td>
              <td>{erasure}</td>
              <td className={table.number}>{records === null ? t('compliance.notCounted') : formatNumber(records)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
