import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { DetectionReport } from '../../../../shared/contract/findings';
import { scoreWords } from '../../../charts/expected-tools';
import { t } from '../../../language/language';
import { kindWords } from '../../../ui/findings/finding-words';
import { formatNumber } from '../../../ui/format';
import table from '../../../ui/plain-table.module.css';
import classes from './detector.module.css';

interface KindsTableProps {
  readonly kinds: DetectionReport['kinds'];
  readonly readOnly: boolean;
  readonly onReset: (kind: string) => void;
}

/** How readily findings of each kind are made, and what people said of them. */
export function KindsTable({ kinds, readOnly, onReset }: KindsTableProps): ReactNode {
  return (
    <section>
      <h2 className={classes.title}>{t('findings.sensitivity')}</h2>
      <p className={classes.dim}>{kinds.length === 0 ? t('findings.noKinds') : t('findings.sensitivityText')}</p>
      {kinds.length === 0 ? null : (
        <table className={`${table.table} ${classes.table}`}>
          <caption hidden>{t('findings.sensitivity')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('findings.kindOf')}</th>
              {(['found', 'useful', 'notUseful'] as const).map((column) => (
                <th key={column} scope="col" className={table.number}>
                  {t(`findings.count:${column}`)}
                </th>
              ))}
              <th scope="col" className={table.number}>
                {t('findings.sensitivity')}
              </th>
              <th scope="col" className={table.number}>
                {t('findings.toldFrom')}
              </th>
              <th scope="col">
                <span className={classes.dim}>{t('findings.asShipped')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {kinds.map(({ kind, found, useful, notUseful, sensitivity, threshold }) => (
              <tr key={kind}>
                <td>{kindWords(kind)}</td>
                <td className={table.number}>{formatNumber(found)}</td>
                <td className={table.number}>{formatNumber(useful)}</td>
                <td className={table.number}>{formatNumber(notUseful)}</td>
                <td className={table.number}>{formatNumber(sensitivity, 2)}</td>
                <td className={table.number}>{threshold > 1 ? t('findings.never') : scoreWords(threshold)}</td>
                <td>
                  <Button
                    size="compact-xs"
                    variant="default"
                    disabled={readOnly || sensitivity === 1}
                    aria-label={t('findings.resetKind', { kind: kindWords(kind) })}
                    onClick={() => onReset(kind)}
                  >
                    {t('findings.reset')}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
