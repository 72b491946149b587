import type { ReactNode } from 'react';
import type { Execution } from '../../../shared/domain/view';
import charts from '../../charts/charts.module.css';
import { t } from '../../language/language';
import { Rich } from '../../language/rich';
import { useGo } from '../../store/page';
import { formatClock, formatDate, formatDuration, formatMoment } from '../../ui/format';
import { Ago } from '../../ui/time';
import { isActive, ofExecution } from '../../ui/tone';
import type { Frame } from '../widget';
import { Teach } from './body';
import parts from './parts.module.css';
import { periodWords } from './period-words';

/** When an execution ended, ISO 8601; null while it goes on. One whose end nobody told ended when it was last seen. */
export function endOf({ status, endedAt, observedAt }: Execution): string | null {
  return isActive(status) ? null : (endedAt ?? observedAt);
}

/** Whose picture this is: its name and how long it runs; of one that has ended, how it ended and how long ago. */
export function RunHeading({ execution, nowMs }: { execution: Execution; nowMs: number }): ReactNode {
  const go = useGo();
  const { executionId, planName, executionType, startedAt, status } = execution;
  const endedAt = endOf(execution);
  const endMs = endedAt === null ? nowMs : Date.parse(endedAt);
  return (
    <button
      type="button"
      className={`${charts.key} ${parts.heading}`}
      title={planName}
      onClick={() => go({ screen: 'live', executionId })}
    >
      <strong className={charts.keyName}>{planName}</strong>
      <span>{executionType}</span>
      {startedAt === null ? null : <span className={charts.when}>{formatDuration(endMs - Date.parse(startedAt))}</span>}
      {endedAt === null ? null : (
        <span className={charts.when}>
          <Rich text={t('widgets.endedState', { state: ofExecution(status).word })} parts={{ ago: () => <Ago at={endedAt} /> }} />
        </span>
      )}
    </button>
  );
}

/** In place of a picture of something that ended before the range began: that nothing ran since, and what ran last. */
export function NothingSince({ execution, endedAt, frame }: { execution: Execution; endedAt: string; frame: Frame }): ReactNode {
  const go = useGo();
  return (
    <Teach
      frame={frame}
      text={t('widgets.nothingRanIn', { period: periodWords(frame.range) })}
      next={<Rich text={t('widgets.lastRun', { plan: execution.planName })} parts={{ ago: () => <Ago at={endedAt} /> }} />}
      onNext={() => go({ screen: 'live', executionId: execution.executionId })}
    />
  );
}

/** `14:03:22` where it is of the day of `nowMs`, `14 Mar 14:03` where it is not. */
export function momentOnAxis(ms: number, nowMs: number): string {
  return formatDate(ms) === formatDate(nowMs) ? formatClock(ms) : formatMoment(ms);
}
