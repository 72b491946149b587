import type { ReactNode } from 'react';
import type { Forecast } from '../../../../shared/domain/prediction/forecast';
import type { Execution, Participant } from '../../../../shared/domain/view';
import { t } from '../../../language/language';
import type { Expected } from '../expected';
import { Meter } from './meter';
import classes from './progress.module.css';
import { RtoMeter } from './rto-meter';
import { TimeMeter } from './time-meter';

interface ProgressStripProps {
  readonly execution: Execution;
  readonly participants: readonly Participant[];
  readonly expected: Expected | null;
  readonly forecast: Forecast | null;
}

/** How far it is by servers, by the time past runs took, and against what was promised. */
export function ProgressStrip({ execution, expected, forecast }: ProgressStripProps): ReactNode {
  return (
    <div className={classes.strip}>
      <ServersMeter execution={execution} />
      <TimeMeter execution={execution} expected={expected} forecast={forecast} />
      <RtoMeter execution={execution} />
    </div>
  );
}

function ServersMeter({ execution: { counts } }: { execution: Execution }): ReactNode {
  const of = (servers: number): number => (counts.total === 0 ? 0 : servers / counts.total);
  const done = counts.launched + counts.terminated;
  return (
    <Meter
      name={t('live.meterServers')}
      figure={t('live.launchedOf', { launched: counts.launched, total: counts.total })}
      words={t('live.meterServersWords', {
        percent: Math.floor(of(done) * 100),
        inProgress: counts.inProgress,
        failed: counts.failed,
      })}
      parts={[
        { share: of(done), tone: 'succeeded' },
        { share: of(counts.failed), tone: 'failed' },
        { share: of(counts.inProgress), tone: 'running' },
      ]}
    />
  );
}
