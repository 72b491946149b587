import type { ReactNode } from 'react';
import type { Execution } from '../../../../shared/domain/view';
import { t } from '../../../language/language';
import { useNowMs } from '../../../store/page';
import { formatClock, formatDuration } from '../../../ui/format';
import { isActive } from '../../../ui/tone';
import { type Expected, remainingOf, type Usual } from '../expected';
import { Meter } from './meter';

/** How far it is by the time that past runs took, and when it should end. */
export function TimeMeter({ execution, expected }: { execution: Execution; expected: Expected | null }): ReactNode {
  const nowMs = useNowMs();
  const name = t('live.meterTime');
  if (!isActive(execution.status) || execution.startedAt === null) return <Ended execution={execution} expected={expected} />;
  const ahead = remainingOf(execution, expected, nowMs);
  const passedMs = nowMs - Date.parse(execution.startedAt);
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
