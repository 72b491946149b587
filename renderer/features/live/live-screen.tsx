import { Skeleton, VisuallyHidden } from '@mantine/core';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import type { Execution } from '../../../shared/domain/view';
import { useConsole, useGo, useUi, useView } from '../../store/page';
import { allExecutions, inContext, mostUrgent, participantsOf } from '../../store/selectors';
import { EmptyState } from '../../ui/empty-state';
import { StaleFrame } from '../../ui/stale-frame';
import { isActive } from '../../ui/tone';
import { DetailsPanel } from './details/details-panel';
import type { Selection } from './details/selection';
import { drsPlacesOf } from './drs-places';
import { EventFeed } from './events/event-feed';
import { ExecutionHeader } from './execution-header';
import classes from './live-screen.module.css';
import { NothingRuns } from './nothing-runs';
import { PauseBanner } from './pause-banner';
import { ServerTable } from './server-table';
import { Timeline } from './timeline/timeline';

const none: readonly Execution[] = [];

/** What phases and launch states rest on. */
const serverFacts = ['drs-jobs'] as const;
/** What the line of truth rests on. */
const runFacts = ['dynamodb-executions', 'sfn-runs'] as const;

/** What happens right now: the execution asked for, or the most urgent one. */
export function LiveScreen({ executionId }: { executionId: string | null }): ReactNode {
  const loaded = useConsole((data) => data.held !== null);
  const contextId = useUi((ui) => ui.contextId);
  const executions = inContext(
    useView((view) => allExecutions(view.executions), none),
    contextId,
  );
  const asked = useView((view) => (executionId === null ? null : (view.executions[executionId] ?? null)), null);
  const execution = asked ?? (executionId === null ? mostUrgent(executions) : null);
  if (!loaded) return <LiveSkeleton />;
  if (executionId !== null && asked === null) return <UnknownExecution executionId={executionId} />;
  if (execution === null) return <NothingRuns />;
  return (
    <LiveExecution
      key={execution.executionId}
      execution={execution}
      others={executions.filter((one) => isActive(one.status) && one.executionId !== execution.executionId)}
    />
  );
}

function LiveExecution({ execution, others }: { execution: Execution; others: readonly Execution[] }): ReactNode {
  const participants = useView((view) => participantsOf(view, execution.executionId), []);
  const context = useView((view) => view.contexts[execution.contextId] ?? null, null);
  const places = useMemo(() => drsPlacesOf(execution, context), [execution, context]);
  const [selection, setSelection] = useState<Selection | null>(null);
  const go = useGo();
  const pinned = useUi((ui) => ui.route.screen === 'live' && ui.route.executionId !== null);
  /** Who reads details stays with this execution, also when a more urgent one begins. */
  const select = (chosen: Selection): void => {
    setSelection(chosen);
    if (!pinned) go({ screen: 'live', executionId: execution.executionId });
  };
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') setSelection(null);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return (
    <div className={classes.screen}>
      <StaleFrame contextId={execution.contextId} sources={runFacts}>
        <ExecutionHeader execution={execution} others={others} />
      </StaleFrame>
      {execution.status === 'PAUSED' ? <PauseBanner execution={execution} /> : null}
      <StaleFrame contextId={execution.contextId} sources={serverFacts} places={places} className={classes.picture}>
        <Timeline
          execution={execution}
          participants={participants}
          onWave={(wave) => select({ kind: 'wave', waveNumber: wave.waveNumber })}
          onServer={(one) => select({ kind: 'server', participantId: one.id })}
        />
      </StaleFrame>
      <div className={classes.split}>
        <StaleFrame contextId={execution.contextId} sources={serverFacts} places={places} note="silent">
          <ServerTable
            execution={execution}
            participants={participants}
            selectedId={selection?.kind === 'server' ? selection.participantId : null}
            onOpen={(one) => select({ kind: 'server', participantId: one.id })}
          />
        </StaleFrame>
        {selection === null ? (
          <EventFeed execution={execution} onOpen={(entry) => select({ kind: 'event', entry })} />
        ) : (
          <DetailsPanel
            execution={execution}
            participants={participants}
            selection={selection}
            onClose={() => setSelection(null)}
          />
        )}
      </div>
    </div>
  );
}

function UnknownExecution({ executionId }: { executionId: string }): ReactNode {
  const go = useGo();
  return (
    <EmptyState
      heading="Live"
      text="This console does not know that execution."
      next={`${executionId} may be older than what the platform still lists, or belong to another account.`}
      action={
        <button type="button" className={classes.link} onClick={() => go({ screen: 'executions' })}>
          Show all executions
        </button>
      }
    />
  );
}

/** The shape of what comes. */
function LiveSkeleton(): ReactNode {
  return (
    <section className={classes.screen} aria-busy="true" aria-label="Loading the live view">
      <VisuallyHidden component="h1">Live</VisuallyHidden>
      <div className={classes.skeletonHead}>
        <Skeleton height={24} width="34%" />
        <Skeleton height={24} width="18%" />
      </div>
      <div className={classes.skeletonLanes}>
        {[62, 48, 20].map((width) => (
          <div key={width} className={classes.skeletonLane}>
            <Skeleton height={16} width={220} />
            <Skeleton height={22} width={`${width}%`} />
          </div>
        ))}
      </div>
      <div className={classes.split}>
        <div className={classes.skeletonRows}>
          {Array.from({ length: 12 }, (_, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike and never move
            <Skeleton key={row} height={14} />
          ))}
        </div>
        <div className={classes.skeletonRows} data-feed>
          {Array.from({ length: 10 }, (_, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike and never move
            <Skeleton key={row} height={14} />
          ))}
        </div>
      </div>
    </section>
  );
}
