import { IconPlayerPlay } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { objectiveOf } from '../../shared/domain/objectives';
import type { Execution } from '../../shared/domain/view';
import { t } from '../language/language';
import { useGo, useNowMs } from '../store/page';
import { formatDuration } from '../ui/format';
import { StateMark } from '../ui/state-mark';
import { isActive, isRecovery, ofExecution } from '../ui/tone';
import { Body, Teach } from './parts/body';
import parts from './parts/parts.module.css';
import { useExecutions, useKnownSettings } from './parts/use-past';
import { defineWidget, type Frame } from './widget';

/** Everything that runs or waits now, with how much of its recovery time objective is used. */
export const executionsRunning = defineWidget({
  type: 'executions-running',
  title: 'widgets.executionsRunning',
  text: 'widgets.executionsRunningText',
  family: 'live',
  icon: IconPlayerPlay,
  size: { w: 12, h: 6, minW: 5, minH: 3 },
  settings: z.object({}),
  fields: [],
  Draw,
});

function Draw({ frame }: { frame: Frame }): ReactNode {
  const running = useExecutions(frame, { plan: '', type: 'all' }).filter(({ status }) => isActive(status));
  if (running.length === 0) return <Teach frame={frame} text={t('widgets.nothingRuns')} next={t('widgets.nothingRunsNext')} />;
  const first = [...running].sort(
    (a, b) =>
      Number(isRecovery(b.executionType)) - Number(isRecovery(a.executionType)) ||
      Number(b.status === 'PAUSED') - Number(a.status === 'PAUSED'),
  );
  return (
    <Body frame={frame} scroll>
      {first.map((one) => (
        <One key={one.executionId} execution={one} />
      ))}
    </Body>
  );
}

function One({ execution }: { execution: Execution }): ReactNode {
  const go = useGo();
  const { rtoMinutes } = objectiveOf(useKnownSettings(), execution.planId);
  const { counts, planName, executionType, startedAt } = execution;
  const share = (n: number): string => `${counts.total === 0 ? 0 : (n / counts.total) * 100}%`;
  return (
    <div className={parts.stack}>
      <button
        type="button"
        className={parts.row}
        style={{ border: 0, flexWrap: 'wrap' }}
        onClick={() => go({ screen: 'live', executionId: execution.executionId })}
      >
        <StateMark spoken={ofExecution(execution.status)} strong />
        <span className={parts.grow} style={{ minWidth: '8em' }} title={planName}>
          <strong>{planName}</strong> <span className={parts.dim}>{executionType}</span>
        </span>
        {startedAt === null ? null : <RtoClock startedAt={startedAt} rtoMinutes={rtoMinutes} />}
      </button>
      <span className={parts.progress} style={{ display: 'flex' }}>
        <span style={{ width: share(counts.launched), background: 'var(--succeeded)' }} />
        <span style={{ width: share(counts.failed), background: 'var(--failed)' }} />
        <span style={{ width: share(counts.inProgress), background: 'var(--running)' }} />
      </span>
      <span className={parts.dim}>
        {t('widgets.serversState', {
          launched: counts.launched,
          total: counts.total,
          failed: counts.failed,
          progress: counts.inProgress,
        })}
      </span>
    </div>
  );
}

/** Time used, of the time promised; in words where it is over. */
function RtoClock({ startedAt, rtoMinutes }: { startedAt: string; rtoMinutes: number | null }): ReactNode {
  const usedMs = useNowMs() - Date.parse(startedAt);
  if (rtoMinutes === null) return <span title={t('widgets.noObjectiveNext')}>{formatDuration(usedMs)}</span>;
  const allMs = rtoMinutes * 60_000;
  const tone = usedMs > allMs ? 'failed' : usedMs > allMs * 0.8 ? 'waiting' : 'plain';
  return (
    <span className={parts.tone} data-tone={tone}>
      {usedMs > allMs
        ? t('widgets.rtoOver', { by: formatDuration(usedMs - allMs), rto: formatDuration(allMs) })
        : t('widgets.rtoUsed', { used: formatDuration(usedMs), rto: formatDuration(allMs) })}
    </span>
  );
}
