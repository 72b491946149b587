import type { ReactNode } from 'react';
import { actorName } from '../../../../shared/domain/actor-name';
import type { TrendOfPerson } from '../../../../shared/domain/alerting/trends/trends';
import { t } from '../../../language/language';
import { formatNumber } from '../../../ui/format';
import table from '../../../ui/plain-table.module.css';
import { Heads } from './heads';
import { lastedWords } from './lasted-words';
import classes from './trends.module.css';

/** Who took incidents, and how soon. */
export function People({ people }: { people: readonly TrendOfPerson[] }): ReactNode {
  return (
    <section className={classes.card} aria-label={t('incidents.byPerson')}>
      <h2 className={classes.heading}>{t('incidents.byPerson')}</h2>
      {people.length === 0 ? (
        <p className={classes.dim}>{t('incidents.nobodyTook')}</p>
      ) : (
        <table className={table.table}>
          <Heads
            first={t('incidents.person')}
            numbers={[t('incidents.colTaken'), t('incidents.toAcknowledge'), t('incidents.toResolve')]}
          />
          <tbody>
            {people.map((one) => (
              <tr key={one.person}>
                <td>{actorName(one.person)}</td>
                <td className={table.number}>{formatNumber(one.taken)}</td>
                <td className={table.number}>{lastedWords(one.toAcknowledge)}</td>
                <td className={table.number}>{lastedWords(one.toResolve)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
