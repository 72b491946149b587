import type { ReactNode } from 'react';
import type { TrendOfKind } from '../../../../shared/domain/alerting/trends/trends';
import { t } from '../../../language/language';
import { formatNumber } from '../../../ui/format';
import table from '../../../ui/plain-table.module.css';
import { Heads } from './heads';
import { lastedWords } from './lasted-words';
import classes from './trends.module.css';

const MOST = 15;

/** The noisiest kinds of alerts and rules: how much of them was noise, and how long they took people. */
export function Kinds({ kinds }: { kinds: readonly TrendOfKind[] }): ReactNode {
  return (
    <section className={classes.card} aria-label={t('incidents.noisiest')}>
      <h2 className={classes.heading}>{t('incidents.noisiest')}</h2>
      <table className={table.table}>
        <Heads
          first={t('incidents.colKind')}
          numbers={[
            t('incidents.colOpenings'),
            t('incidents.colSignals'),
            t('incidents.keptQuiet'),
            t('incidents.colUnanswered'),
            t('incidents.toAcknowledge'),
            t('incidents.toResolve'),
          ]}
        />
        <tbody>
          {kinds.slice(0, MOST).map((kind) => (
            <tr key={`${kind.origin}${kind.name}`}>
              <td>
                {kind.title} <span className={classes.dim}>{t(`incidents.origin:${kind.origin}`, { name: kind.name })}</span>
              </td>
              <td className={table.number}>{formatNumber(kind.openings)}</td>
              <td className={table.number}>{formatNumber(kind.signals)}</td>
              <td className={table.number}>{formatNumber(kind.suppressed)}</td>
              <td className={table.number}>{formatNumber(kind.unanswered)}</td>
              <td className={table.number}>{lastedWords(kind.toAcknowledge)}</td>
              <td className={table.number}>{lastedWords(kind.toResolve)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
