import type { ReactNode } from 'react';
import { unreachable } from '../../../shared/lib/unreachable';
import { t } from '../../language/language';
import { useConnection, useEngine, useNowMs, useView, useWallMs } from '../../store/page';
import { allSources } from '../../store/selectors';
import { formatClock, formatDuration } from '../../ui/format';
import { StateIcon } from '../../ui/state-mark';
import { isActive, isRecovery } from '../../ui/tone';
import { type OldData, oldDataOf } from './old-data';
import classes from './wall.module.css';

/** What must be known before anything else is read: practice, the real thing, or old. */
export function WallBands({ silentSinceMs }: { silentSinceMs: number | null }): ReactNode {
  const engine = useEngine();
  const recoveries = useView(
    (view) => Object.values(view.executions).filter((one) => isActive(one.status) && isRecovery(one.executionType)).length,
    0,
  );
  return (
    <>
      {recoveries > 0 ? (
        <div className={classes.recovery} role="status">
          {t('wall.recovery')}
        </div>
      ) : null}
      {engine?.rehearsal == null ? null : (
        <div className={classes.rehearsal} role="status">
          REHEARSAL
          {engine.clock.paused ? <span className={classes.aside}>{t('wall.paused')}</span> : null}
        </div>
      )}
      <OldBand silentSinceMs={silentSinceMs} />
    </>
  );
}

/** Also lays its hatch over the boards: what is under it is from before. */
function OldBand({ silentSinceMs }: { silentSinceMs: number | null }): ReactNode {
  const connection = useConnection();
  const sources = useView((view) => allSources(view.sources), []);
  const nowMs = useNowMs();
  const wallMs = useWallMs();
  const old = oldDataOf({ connection, silentSinceMs, sources, nowMs });
  if (old === null) return null;
  return (
    <>
      <div className={classes.old} role="alert" data-old={old.kind}>
        <StateIcon tone="unknown" size={64} />
        <div>
          <strong className={classes.oldWord}>{t('wall.oldData')}</strong>
          {/* Not read out again with every second that passes. */}
          <span aria-hidden="true" className={classes.oldWhy}>
            {wordsOf(old, wallMs)}
          </span>
        </div>
      </div>
      <div className={classes.hatch} aria-hidden="true" />
    </>
  );
}

function wordsOf(old: OldData, wallMs: number): string {
  switch (old.kind) {
    case 'refused':
      return old.message;
    case 'link':
      return old.sinceMs === null
        ? t('wall.connecting')
        : t('wall.noLink', { time: formatClock(old.sinceMs), age: formatDuration(wallMs - old.sinceMs) });
    case 'sources': {
      const names = old.names.join(', ');
      return old.ageMs === null
        ? t('wall.neverAnswered', { names })
        : t('wall.oldSources', { names, age: formatDuration(old.ageMs) });
    }
    default:
      return unreachable(old);
  }
}
