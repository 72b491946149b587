import { Skeleton, VisuallyHidden } from '@mantine/core';
import { type ReactNode, useCallback, useMemo, useRef, useState } from 'react';
import type { JournalEntry } from '../../../shared/domain/events';
import type { Execution, Participant } from '../../../shared/domain/view';
import { t } from '../../language/language';
import { useConsole, useGo, useUi, useView } from '../../store/page';
import type { LiveTab } from '../../store/route';
import { allExecutions, inContext, mostUrgent, participantsOf } from '../../store/selectors';
import { EmptyState } from '../../ui/empty-state';
import { useForecast } from '../../ui/forecast/use-forecast';
import { StaleFrame } from '../../ui/stale-frame';
import { isActive } from '../../ui/tone';
import { useEscape } from '../../ui/use-escape';
import { Announcer } from './announcer';
import { CompareScreen } from './compare/compare-screen';
import { DetailsPanel } from './details/details-panel';
import type { Selection } from './details/selection';
import { drsPlacesOf } from './drs-places';
import { EventFeed } from './events/event-feed';
import { ExecutionHeader } from './execution-header';
import { ForecastLine } from './forecast/forecast-line';
import classes from './live-screen.module.css';
import { NothingRuns } from './nothing-runs';
import { Panels } from './panels/panels';
import { PauseBanner } from './pause-banner';
import { ProgressStrip } from './progress/progress-strip';
import type { Stretch } from './timeline/sight';
import { Timeline } from './timeline/timeline';
import { TimelineTable } from './timeline/timeline-table';
import { useExpected } from './use-expected';

const none: readonly Execution[] = [];

/** What phases and launch states rest on. */
const serverFacts = ['drs-jobs'] as const;
/** What the line of truth rests on. */
const runFacts = ['dynamodb-executions', 'sfn-runs'] as const;

/** What happens right now: the execution asked for, or the most urgent one. */
export function LiveScreen({ executionId }: { executionId: string | null }): ReactNode {
  const route = useUi((ui) => ui.route);
  const loaded = useConsole((data) => data.held !== null);
  const contextId = useUi((ui) => ui.contextId);
  const executions = inContext(
    useView((view) => allExecutions(view.executions), none),
    contextId,
  );
  const asked = useView((view) => (executionId === null ? null : (view.executions[executionId] ?? null)), null);
  const execution = asked ?? (executionId === null ? mostUrgent(executions) : null);
  if (!loaded) return <LiveSkeleton />;
  if (route.screen === 'live' && route.compare !== undefined) return <CompareScreen executionIds={route.compare} />;
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
  const expected = useExpected(execution);
  const forecast = useForecast(execution);
  const [selection, setSelection] = useState<Selection | null>(null);
  const [stretch, setStretch] = useState<Stretch | null>(null);
  const go = useGo();
  const pinned = useUi((ui) => ui.route.screen === 'live' && ui.route.executionId !== null);
  const tab = useUi((ui) => (ui.route.screen === 'live' ? ui.route.tab : undefined)) ?? 'servers';
  const shown = useMemo(() => (stretch === null ? participants : busyIn(participants, stretch)), [participants, stretch]);
  /** Who reads details stays with this execution, also when a more urgent one begins. */
  const select = (chosen: Selection): void => {
    setSelection(chosen);
    if (!pinned) go({ screen: 'live', executionId: execution.executionId, tab });
  };
  const showTab = (chosen: LiveTab): void => go({ screen: 'live', executionId: execution.executionId, tab: chosen });
  // Rows that did not change are not drawn again, as long as what they call stays the same.
  const latest = useRef(select);
  latest.current = select;
  const openServer = useCallback((one: Participant) => latest.current({ kind: 'server', participantId: one.id }), []);
  const openEvent = useCallback((entry: JournalEntry) => latest.current({ kind: 'event', entry }), []);
  // The details close by themselves, and before it.
  useEscape(selection === null && stretch !== null ? () => setStretch(null) : null);
  return (
    <div className={classes.screen}>
      <StaleFrame contextId={execution.contextId} sources={runFacts}>
        <ExecutionHeader execution={execution} others={others} />
        <ProgressStrip execution={execution} participants={participants} expected={expected} forecast={forecast} />
      </StaleFrame>
      {forecast === null ? null : <ForecastLine forecast={forecast} onWarnings={() => showTab('forecast')} />}
      {execution.status === 'PAUSED' ? <PauseBanner execution={execution} /> : null}
      <StaleFrame contextId={execution.contextId} sources={serverFacts} places={places} className={classes.picture}>
        <Timeline
          execution={execution}
          participants={participants}
          expected={expected}
          forecast={forecast}
          stretch={stretch}
          onStretch={setStretch}
          onWave={({ waveNumber }) => select({ kind: 'wave', waveNumber })}
          onServer={openServer}
        />
      </StaleFrame>
      <div className={classes.split}>
        <StaleFrame contextId={execution.contextId} sources={serverFacts} places={places} note="silent">
          <Panels
            execution={execution}
            participants={participants}
            expected={expected}
            forecast={forecast}
            shown={shown}
            selectedId={selection?.kind === 'server' ? selection.participantId : null}
            tab={tab}
            onTab={showTab}
            onOpen={openServer}
            onWave={(waveNumber) => select({ kind: 'wave', waveNumber })}
          />
        </StaleFrame>
        {selection === null ? (
          <EventFeed execution={execution} stretch={stretch} onOpen={openEvent} />
        ) : (
          <DetailsPanel
            execution={execution}
            participants={participants}
            selection={selection}
            onClose={() => setSelection(null)}
          />
        )}
      </div>
      <TimelineTable execution={execution} expected={expected} forecast={forecast} />
      <Announcer execution={execution} participants={participants} />
    </div>
  );
}

/** Servers that were on their way at any moment of the stretch. */
function busyIn(participants: readonly Participant[], { startMs, endMs }: Stretch): readonly Participant[] {
  return participants.filter((one) =>
    one.phases.some(
      (span) => Date.parse(span.startedAt) <= endMs && (span.endedAt === null || Date.parse(span.endedAt) >= startMs),
    ),
  );
}

function UnknownExecution({ executionId }: { executionId: string }): ReactNode {
  const go = useGo();
  return (
    <EmptyState
      heading={t('live.live')}
      text={t('live.unknownExecution')}
      next={t('live.unknownExecutionNext', { id: executionId })}
      action={
        <button type="button" className={classes.link} onClick={() => go({ screen: 'executions' })}>
          {t('live.showAll')}
        </button>
      }
    />
  );
}

/** The shape of what comes. */
function LiveSkeleton(): ReactNode {
  return (
    <section className={classes.screen} aria-busy="true" aria-label={t('live.loading')}>
      <VisuallyHidden component="h1">{t('live.live')}</VisuallyHidden>
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
