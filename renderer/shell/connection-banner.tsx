import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from '../language/language';
import { Rich } from '../language/rich';
import { useConnection, usePage, useWallMs } from '../store/page';
import { formatClock, formatDuration } from '../ui/format';
import { StateIcon } from '../ui/state-mark';
import classes from './strip.module.css';

/** Says that the way to the engine is down, since when, and when it is tried again. What is shown below is from before. */
export function ConnectionBanner(): ReactNode {
  const connection = useConnection();
  const { link } = usePage();
  if (connection.kind === 'live' || connection.kind === 'connecting') return null;
  return (
    <section className={classes.strip} data-tone="unknown" role="alert">
      <StateIcon tone="unknown" size={18} />
      {connection.kind === 'refused' ? (
        <span className={classes.words}>
          <strong>{t('shell.refused')}</strong> {connection.message} {connection.next}
        </span>
      ) : (
        <span className={classes.words}>
          <Rich
            text={t('shell.notConnectedSince', { since: formatClock(connection.sinceMs) })}
            parts={{ b: (words) => <strong>{words}</strong> }}
          />{' '}
          {connection.why}{' '}
          <span aria-hidden="true">
            <NextTry atMs={connection.nextTryMs} />
          </span>
        </span>
      )}
      <Button variant="default" size="compact-sm" onClick={link.retryNow}>
        {t('shell.tryNow')}
      </Button>
    </section>
  );
}

function NextTry({ atMs }: { atMs: number | null }): ReactNode {
  const nowMs = useWallMs();
  if (atMs === null) return t('shell.tryingNow');
  return t('shell.nextTry', { duration: formatDuration(Math.max(0, atMs - nowMs) + 999) });
}
