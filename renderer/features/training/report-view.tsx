import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { TrainingReport } from '../../../shared/domain/training/progress';
import { t } from '../../language/language';
import { download } from '../../ui/download';
import { personOf } from '../../ui/event-words';
import { formatDuration } from '../../ui/format';
import { StateMark } from '../../ui/state-mark';
import { Moment } from '../../ui/time';
import { ofOutcome, ofTask } from './outcome-words';
import classes from './training.module.css';
import { wordsOf } from './words-of';

/** One report: every task with its time and its evidence, and what to do another time. Prints as it stands. */
export function ReportView({ report }: { report: TrainingReport }): ReactNode {
  const title = wordsOf(report.title);
  const save = (): void =>
    download(
      `training-${report.exerciseId}-${report.sessionId}.json`,
      'application/json',
      `${JSON.stringify(report, null, 2)}\n`,
    );
  return (
    <article className={classes.report} aria-label={t('training.reportOf', { title })} data-print>
      <header className={classes.reportHead}>
        <p className={classes.stamp}>{t('training.notEvidence')}</p>
        <h2 className={classes.heading}>{title}</h2>
        <p className={classes.meta}>
          <StateMark spoken={ofOutcome(report.outcome)} strong />
          <span>{personOf(report.trainee)}</span>
          <Moment at={report.filedAt} />
          <span>{t(`training.because:${report.because}`)}</span>
        </p>
        <div className={classes.tools}>
          <Button size="xs" variant="default" onClick={save}>
            {t('training.saveJson')}
          </Button>
          <Button size="xs" variant="default" onClick={() => window.print()}>
            {t('training.print')}
          </Button>
        </div>
      </header>
      <ol className={classes.results}>
        {report.tasks.map((task) => (
          <li key={task.taskId}>
            <div className={classes.result}>
              <StateMark spoken={ofTask(task.state)} />
              <span className={classes.grow}>{wordsOf(task.words)}</span>
              <span className={classes.figure}>{task.seconds === null ? '' : formatDuration(task.seconds * 1000)}</span>
            </div>
            <p className={classes.dim}>
              {[
                task.withinMinutes === null ? null : t('training.allowed', { n: task.withinMinutes }),
                task.wrong.length === 0 ? null : t('training.wrongAnswers', { count: task.wrong.length }),
                task.hinted ? t('training.hintTaken') : null,
                task.seq === null ? null : t('training.evidence', { seq: String(task.seq) }),
              ]
                .filter((one) => one !== null)
                .join(' · ')}
            </p>
            {task.advice === null ? null : (
              <p className={classes.advice}>
                <b>{t('training.anotherTime')}</b> {wordsOf(task.advice)}
              </p>
            )}
          </li>
        ))}
      </ol>
      {report.seen.length === 0 ? null : (
        <p className={classes.dim}>
          {t('training.lookedAt')} {[...new Set(report.seen.map((one) => one.thing ?? one.screen))].join(', ')}
        </p>
      )}
    </article>
  );
}
