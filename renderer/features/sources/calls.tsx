import type { ReactNode } from 'react';
import type { CallCount } from '../../../shared/contract/contexts';
import { t } from '../../language/language';
import { formatDuration, formatNumber } from '../../ui/format';
import { byService } from './access-words';
import classes from './sources-screen.module.css';

/** What the console asks of AWS, by service: calls are paced, and what waited or was throttled is told. */
export function Calls({ calls }: { calls: readonly CallCount[] }): ReactNode {
  if (calls.length === 0) return null;
  return (
    <section>
      <h2 className={classes.heading}>{t('sources.calls')}</h2>
      <p className={classes.dim}>{t('sources.callsText')}</p>
      <table className={classes.table}>
        <thead>
          <tr>
            <th>{t('sources.service')}</th>
            <th className={classes.number}>{t('sources.lastMinute')}</th>
            <th className={classes.number}>{t('sources.sinceStart')}</th>
            <th className={classes.number}>{t('sources.waited')}</th>
            <th className={classes.number}>{t('sources.longestWait')}</th>
            <th className={classes.number}>{t('sources.throttled')}</th>
          </tr>
        </thead>
        <tbody>
          {byService(calls).map((sum) => (
            <tr key={sum.service}>
              <td className={classes.strong}>{sum.service}</td>
              <td className={classes.number}>{formatNumber(sum.lastMinute)}</td>
              <td className={classes.number}>{formatNumber(sum.total)}</td>
              <td className={classes.number}>{formatNumber(sum.waited)}</td>
              <td className={classes.number}>{sum.longestWaitMs === 0 ? '—' : formatDuration(sum.longestWaitMs)}</td>
              <td className={classes.number}>{formatNumber(sum.throttled)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
