import type { ReactNode } from 'react';
import type { Execution } from '../../../../shared/domain/view';
import { t } from '../../../language/language';
import { useGo, useNowMs } from '../../../store/page';
import { formatDuration } from '../../../ui/format';
import type { Tone } from '../../../ui/tone';
import { type RtoStanding, rtoOf } from '../rto';
import { useObjective } from '../use-objective';
import { Meter } from './meter';
import classes from './progress.module.css';

/** From here on the words warn. */
const NEARLY = 0.85;

/** The clock against the recovery time objective of the plan. */
export function RtoMeter({ execution }: { execution: Execution }): ReactNode {
  const nowMs = useNowMs();
  const objective = useObjective(execution);
  if (objective === null) return <Meter name={t('live.rto')} figure="–" words="" parts={null} />;
  const standing = rtoOf(execution, objective.rtoMinutes, nowMs);
  if (standing.kind === 'unset') return <Meter name={t('live.rto')} figure="–" words={<Unset />} parts={null} />;
  const tone = toneOf(standing);
  const share = 'share' in standing ? standing.share : 0;
  return (
    <Meter
      name={t('live.rto')}
      figure={formatTarget(standing.targetMs)}
      words={wordsOf(standing)}
      tone={tone === 'running' ? undefined : tone}
      parts={[{ share, tone }]}
    />
  );
}

function Unset(): ReactNode {
  const go = useGo();
  const set = (): void => {
    go({ screen: 'settings' });
    // After the settings have drawn themselves.
    window.requestAnimationFrame(() =>
      window.requestAnimationFrame(() => document.querySelector<HTMLInputElement>('#objectives input')?.focus()),
    );
  };
  return (
    <>
      {t('live.rtoUnset')}{' '}
      <button type="button" className={classes.set} onClick={set}>
        {t('live.rtoSet')}
      </button>
    </>
  );
}

function toneOf(standing: Exclude<RtoStanding, { kind: 'unset' }>): Tone {
  switch (standing.kind) {
    case 'not-begun':
      return 'running';
    case 'running':
      return standing.leftMs < 0 ? 'failed' : standing.share >= NEARLY ? 'waiting' : 'running';
    case 'met':
      return 'succeeded';
    case 'missed':
    case 'not-reached':
      return 'failed';
  }
}

function wordsOf(standing: Exclude<RtoStanding, { kind: 'unset' }>): string {
  switch (standing.kind) {
    case 'not-begun':
      return t('live.notBegun');
    case 'running':
      return standing.leftMs < 0
        ? t('live.rtoOver', { time: formatDuration(-standing.leftMs) })
        : t('live.rtoLeft', { time: formatDuration(standing.leftMs) });
    case 'met':
      return t('live.rtoMet', { time: formatDuration(standing.leftMs) });
    case 'missed':
      return t('live.rtoMissed', { time: formatDuration(-standing.leftMs) });
    case 'not-reached':
      return t('live.rtoNotReached');
  }
}

/** `60:00` up to two hours, as the clock beside it counts; then hours. */
function formatTarget(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  return minutes < 120 ? `${minutes}:00` : formatDuration(ms);
}
