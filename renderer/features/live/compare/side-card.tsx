import { CloseButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from '../../../language/language';
import { useGo } from '../../../store/page';
import { MiddleCut } from '../../../ui/middle-cut';
import { ShortId } from '../../../ui/short-id';
import { StateMark } from '../../../ui/state-mark';
import { Elapsed, Moment } from '../../../ui/time';
import { isRecovery, ofExecution } from '../../../ui/tone';
import type { Side } from './aligned';
import classes from './compare.module.css';

/** Which execution a mark stands for. */
export function SideCard({ side, onRemove }: { side: Side; onRemove: () => void }): ReactNode {
  const { mark, execution } = side;
  const go = useGo();
  return (
    <section className={classes.card} aria-label={`${mark}: ${execution.planName}`}>
      <div className={classes.cardHead}>
        <span className={classes.mark}>{mark}</span>
        <button
          type="button"
          className={classes.open}
          title={t('live.openLive')}
          onClick={() => go({ screen: 'live', executionId: execution.executionId })}
        >
          <MiddleCut text={execution.planName} />
        </button>
        <span className={classes.type} data-recovery={isRecovery(execution.executionType) || undefined}>
          {execution.executionType}
        </span>
        <CloseButton size="sm" aria-label={t('live.removeFrom', { mark })} onClick={onRemove} />
      </div>
      <div className={classes.cardFacts}>
        <StateMark spoken={ofExecution(execution.status)} />
        {execution.startedAt === null ? null : (
          <>
            <Moment at={execution.startedAt} />
            <span>
              <Elapsed since={execution.startedAt} until={execution.endedAt} />
            </span>
          </>
        )}
        <ShortId id={execution.executionId} />
      </div>
    </section>
  );
}
