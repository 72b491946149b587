import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Execution } from '../../../shared/domain/view';
import { t } from '../../language/language';
import { StateIcon } from '../../ui/state-mark';
import { ClockTime, Elapsed } from '../../ui/time';
import { ActionDialog } from './actions/action-dialog';
import classes from './pause-banner.module.css';

/** Says what a paused execution waits for, since when, and offers the answer. */
export function PauseBanner({ execution }: { execution: Execution }): ReactNode {
  const [asking, setAsking] = useState(false);
  const wave = execution.waves.find((one) => one.waveNumber === execution.pausedBeforeWave);
  const { resume } = execution.actions;
  return (
    <section className={classes.banner} aria-label={t('live.waitsForApprovalTitle')}>
      <StateIcon tone="waiting" size={20} />
      <div className={classes.words}>
        <strong>{t('live.waveWaits', { wave: wave?.label ?? t('live.theNextWave') })}</strong>
        <span className={classes.facts}>
          {execution.pausedSince === null ? null : (
            <>
              {' '}
              {t('live.waitsFor')} <Elapsed since={execution.pausedSince} />, {t('live.waitsSince')}{' '}
              <ClockTime at={execution.pausedSince} />.
            </>
          )}{' '}
          {wave === undefined ? '' : t('live.startWhenResumed', { count: wave.counts.total })}
        </span>
      </div>
      <Button
        color="yellow"
        autoContrast
        size="compact-md"
        disabled={!resume.allowed}
        title={resume.why ?? undefined}
        onClick={() => setAsking(true)}
      >
        {t('live.actionResume')}
      </Button>
      <ActionDialog execution={execution} action={asking ? 'resume' : null} onClose={() => setAsking(false)} />
    </section>
  );
}
