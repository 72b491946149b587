import type { ReactNode } from 'react';
import type { Execution } from '../../../shared/domain/view';
import classes from './forecast.module.css';
import { foreseenClock, spokenRange } from './forecast-words';
import { useForecast } from './use-forecast';

/** When an execution of a list will finish: `≈ 14:52`; empty where that is not foreseen. */
export function FinishCell({ execution }: { execution: Execution }): ReactNode {
  const finish = useForecast(execution)?.finish ?? null;
  if (finish === null) return null;
  const fromMs = Date.parse(execution.startedAt ?? execution.observedAt);
  return (
    <span className={classes.finishCell} title={spokenRange(execution.planName, finish, fromMs)}>
      ≈ {foreseenClock(finish.middle, fromMs)}
    </span>
  );
}
