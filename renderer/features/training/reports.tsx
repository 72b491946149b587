import { type ReactNode, useCallback, useState } from 'react';
import type { ConsoleClient } from '../../bridge/client';
import { t } from '../../language/language';
import { useAsked } from '../../store/use-asked';
import { EmptyState } from '../../ui/empty-state';
import { personOf } from '../../ui/event-words';
import { StateMark } from '../../ui/state-mark';
import { Moment } from '../../ui/time';
import { CardSkeletons } from './exercises';
import { ofOutcome } from './outcome-words';
import { ReportView } from './report-view';
import classes from './training.module.css';
import { wordsOf } from './words-of';

const EVERY_MS = 5_000;

/** What exercises came to, newest first. */
export function Reports(): ReactNode {
  const read = useCallback((client: ConsoleClient) => client.training.reports({ limit: 100 }), []);
  const { value } = useAsked(read, EVERY_MS);
  const [open, setOpen] = useState<string | null>(null);
  if (value === null) return <CardSkeletons />;
  if (value.items.length === 0) return <EmptyState text={t('training.noReports')} next={t('training.noReportsNext')} />;
  const chosen = value.items.find((one) => one.sessionId === open) ?? value.items[0];
  return (
    <div className={classes.reading}>
      <ul className={classes.list} aria-label={t('training.tab:reports')}>
        {value.items.map((one) => (
          <li key={one.sessionId}>
            <button
              type="button"
              className={classes.listed}
              aria-pressed={one.sessionId === chosen?.sessionId}
              onClick={() => setOpen(one.sessionId)}
            >
              <span className={classes.grow}>{wordsOf(one.title)}</span>
              <StateMark spoken={ofOutcome(one.outcome)} />
              <span className={classes.dim}>
                {personOf(one.trainee)}, <Moment at={one.filedAt} />
              </span>
            </button>
          </li>
        ))}
      </ul>
      {chosen === undefined ? null : <ReportView report={chosen} />}
    </div>
  );
}
