import type { ReactNode } from 'react';
import { t } from '../../language/language';
import { StateMark } from '../../ui/state-mark';
import classes from './setup-screen.module.css';
import type { Outcome } from './use-setup';

/** What came of it: the sentence first, then each part that did not go well. */
export function Report({ report }: { report: Outcome }): ReactNode {
  const bad = report.lines.filter(({ good }) => !good);
  return (
    <section className={classes.report} role="status" aria-label={t('setup.outcome')}>
      <p className={classes.outcome}>
        <StateMark
          spoken={report.good ? { word: t('setup.allWell'), tone: 'succeeded' } : { word: t('setup.notAllWell'), tone: 'failed' }}
        />{' '}
        {report.message}
      </p>
      <ul className={classes.lines}>
        {(bad.length > 0 ? bad : report.lines.slice(-1)).map(({ id, title, message }) => (
          <li key={id}>
            {title}: {message}
          </li>
        ))}
      </ul>
    </section>
  );
}
