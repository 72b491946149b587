import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Execution } from '../../../shared/domain/view';
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
    <section className={classes.banner} aria-label="Waits for approval">
      <StateIcon tone="waiting" size={20} />
      <div className={classes.words}>
        <strong>{wave?.label ?? 'The next wave'} waits for approval</strong>
        <span className={classes.facts}>
          {execution.pausedSince === null ? null : (
            <>
              {' '}
              for <Elapsed since={execution.pausedSince} />, since <ClockTime at={execution.pausedSince} />.
            </>
          )}{' '}
          {wave === undefined ? '' : `Its ${wave.counts.total} servers start when somebody resumes.`}
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
        Resume
      </Button>
      <ActionDialog execution={execution} action={asking ? 'resume' : null} onClose={() => setAsking(false)} />
    </section>
  );
}
