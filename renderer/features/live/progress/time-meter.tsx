import type { ReactNode } from 'react';
import type { Forecast } from '../../../../shared/domain/prediction/forecast';
import type { Execution } from '../../../../shared/domain/view';
import { t } from '../../../language/language';
import { useNowMs } from '../../../store/page';
import { leftWords, unknownWords } from '../../../ui/forecast/forecast-words';
import { formatClock, formatDuration } from '../../../ui/format';
import { isActive } from '../../../ui/tone';
import { type Expected, remainingOf, type Usual } from '../expected';
import { Meter } from './meter';

interface TimeMeterProps {
  readonly execution: Execution;
  readonly expected: Expected | null;
  readonly forecast: Forecast | null;
}

/** How far it is by the time that is foreseen, or that past runs took where nothing is, and what is left. */
export function TimeMeter({ execution, expected, forecast }: TimeMeterProps): ReactNode {
  const nowMs = useNowMs();
  const name = t('live.meterTime');
  if (!isActive(execution.status) || execution.startedAt === null) return <Ended execution={execution} expected={expected} />;
  const passedMs = nowMs - Date.parse(execution.startedAt);
  const left = forecast === null ? null : leftWords(forecast, nowMs);
  if (forecast?.finish != null && left !== null) {
    const aheadMs = Math.max(0, Date.parse(forecast.finish.middle) - nowMs);
    // What goes on has not reached its end, however late it is.
    const done = Math.min(0.99, passedMs / Math.max(1, passedMs + aheadMs));
    return (
      <Meter
        name={t('forecast.byForecast')}
        figure={`${Math.floor(done * 100)} %`}
        words={left}
        parts={[{ share: done, tone: 'running' }]}
      />
    );
  }
  // Where the forecast says no number, none is said beside it.
  if (forecast !== null) return <Meter name={t('forecast.byForecast')} figure="–" words={unknownWords(forecast)} parts={null} />;
  const ahead = remainingOf(execution, expected, nowMs);
  if (expected === null) return <Meter name={name} figure="–" words={t('live.noEarlierRun')} parts={null} />;
  if (ahead === null) return <Meter name={name} figure="–" words={t('live.waveNeverRan')} parts={null} />;
  const share = passedMs / Math.max(1, passedMs + ahead.medianMs);
  const words =
    execution.status === 'PAUSED'
      ? t('live.endAfterResume', { left: formatDuration(ahead.medianMs) })
      : ahead.medianMs === 0
        ? t('live.longerThanUsual')
        : endWords(nowMs, ahead);
  return <Meter name={name} figure={`${Math.floor(share * 100)} %`} words={words} parts={[{ share, tone: 'running' }]} />;
}

function endWords(nowMs: number, { medianMs, spreadMs }: Usual): string {
  const at = shortClock(nowMs + medianMs);
  const from = shortClock(nowMs + Math.max(0, medianMs - spreadMs));
  const to = shortClock(nowMs + medianMs + spreadMs);
  return from === to ? t('live.expectedEndAt', { at }) : t('live.expectedEnd', { at, from, to });
}

function Ended({ execution, expected }: { execution: Execution; expected: Expected | null }): ReactNode {
  const usualMs = expected === null ? null : workOf(execution, expected);
  const tookMs = execution.waves.reduce(
    (sum, wave) =>
      wave.startedAt === null || wave.endedAt === null ? sum : sum + Date.parse(wave.endedAt) - Date.parse(wave.startedAt),
    0,
  );
  const words = usualMs === null ? t('live.noEarlierRun') : t('live.workUsual', { usual: formatDuration(usualMs) });
  return (
    <Meter
      name={t('live.meterWork')}
      figure={tookMs === 0 ? '–' : formatDuration(tookMs)}
      words={words}
      parts={usualMs === null ? null : [{ share: tookMs / Math.max(tookMs, usualMs), tone: 'running' }]}
    />
  );
}

/** Usual time of the waves that ran to their end; null where one of them never ran before. */
function workOf(execution: Execution, expected: Expected): number | null {
  let sum = 0;
  for (const wave of execution.waves) {
    if (wave.endedAt === null) continue;
    const usual = expected.waves.get(wave.waveNumber);
    if (usual === undefined) return null;
    sum += usual.took.medianMs;
  }
  return sum === 0 ? null : sum;
}

/** Minutes are enough for what is only expected. */
function shortClock(ms: number): string {
  return formatClock(ms).slice(0, 5);
}
