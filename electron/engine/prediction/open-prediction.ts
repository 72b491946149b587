import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ConsoleEvent } from '../../../shared/domain/events';
import { outcomeOf } from '../../../shared/domain/metrics/derive/outcomes';
import { objectiveOf } from '../../../shared/domain/objectives';
import type { Forecast } from '../../../shared/domain/prediction/forecast';
import { forecastOf } from '../../../shared/domain/prediction/forecast-of';
import { type ForecastTally, tallyOf } from '../../../shared/domain/prediction/record';
import { msOf } from '../../../shared/domain/primitives';
import type { Execution, Participant, View } from '../../../shared/domain/view';
import type { Findings } from '../detection/findings-api';
import type { Core } from '../engine-api';
import type { History } from '../journal/history';
import type { Ports } from '../ports';
import type { LiveView } from '../state/live-view';
import { FORESEEN, foundOf, subjectOf } from './found-warnings';
import { createNotes } from './notes';
import { createPasts, type ServersOf } from './pasts';

/** What is foreseen of executions that go on. */
export interface Prediction {
  /** As it stands now; null where there is no such execution. */
  of(executionId: string): Forecast | null;
  /** How forecasts did, from the newest notes of the journal. */
  record(): ForecastTally;
  stop(): void;
}

export interface PredictionParts {
  readonly ports: Pick<Ports, 'clock' | 'wall' | 'log'>;
  readonly core: Pick<Core, 'view' | 'settings'>;
  readonly live: Pick<LiveView, 'setForecasts'>;
  readonly findings: Pick<Findings, 'report' | 'open'>;
  readonly history: History;
  readonly owe: (events: readonly ConsoleEvent[]) => void;
  /** Calls whenever something may have changed. */
  readonly onView: (listener: (view: View) => void) => () => void;
}

/** Without any change, things are looked at anew so often (engine clock): time alone tells something. */
const EVERY_MS = 15_000;
/** And never more often than this, however fast a rehearsal runs (wall). */
const REST_MS = 1_000;
/** Forecasts made in one turn: with many executions at once, those that were made longest ago come first. */
const AT_ONCE = 12;
/** An execution that is over stays for so long (engine clock). */
const KEPT_MS = 600_000;
const NOTES_READ = 5_000;

export function openPrediction({ ports, core, live, findings, history, owe, onView }: PredictionParts): Prediction {
  const { clock, wall, log } = ports;
  const pasts = createPasts();
  const notes = createNotes({ history, owe });
  const stopping = new AbortController();
  let nap = new AbortController();
  let forecasts: Readonly<Record<string, Forecast>> = {};
  let seen: Pick<View, 'executions' | 'participants'> | null = null;
  const unfollow = onView((view) => {
    if (seen?.executions === view.executions && seen.participants === view.participants) return;
    seen = view;
    nap.abort();
  });
  void run();

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await look();
      } catch (thrown) {
        log.error({ error: thrown }, 'a forecast failed');
      }
      try {
        nap = new AbortController();
        await wall.sleep(REST_MS, stopping.signal);
        await clock.sleep(EVERY_MS, nap.signal);
      } catch {
        // Something changed, or it is over.
      }
    }
  }

  async function look(): Promise<void> {
    const view = core.view();
    const open = Object.values(view.executions).filter((execution) => isAhead(execution) || isFresh(execution));
    if (open.length === 0 && Object.keys(forecasts).length === 0) return;
    const servers = participantsBy(view);
    const isDone = ({ executionId }: Execution) => forecasts[executionId]?.state === 'over';
    const waiting = open
      .filter((execution) => !isDone(execution))
      .sort((a, b) => (ageOf(a) < ageOf(b) ? -1 : 1))
      .slice(0, AT_ONCE);
    const made = new Map<string, Forecast>();
    for (const execution of waiting) {
      const forecast = foresee(execution, view, servers);
      made.set(execution.executionId, forecast);
      notes.take(forecast, execution, servers(execution.executionId));
      await nextTurn();
      if (stopping.signal.aborted) return;
    }
    const kept = open.flatMap(({ executionId }) => {
      const forecast = made.get(executionId) ?? forecasts[executionId];
      return forecast === undefined ? [] : [[executionId, forecast] as const];
    });
    forecasts = Object.fromEntries(kept);
    live.setForecasts(forecasts);
    // Other turns lay between: of what has ended since, the next look tells.
    const { executions } = core.view();
    tell([...made.values()].filter(({ executionId }) => isOpen(executions[executionId])));
  }

  const ageOf = ({ executionId }: Execution): string => forecasts[executionId]?.at ?? '';

  /** It ended while it was foreseen, and not long ago. */
  function isFresh({ executionId, endedAt }: Execution): boolean {
    return endedAt !== null && forecasts[executionId] !== undefined && clock.nowMs() - msOf(endedAt) < KEPT_MS;
  }

  function foresee(execution: Execution, view: View, servers: ServersOf): Forecast {
    return forecastOf({
      execution,
      participants: servers(execution.executionId),
      servers: view.servers,
      load: loadOf(execution, view),
      history: pasts.of(execution, view, servers),
      objective: objectiveOf(core.settings(), execution.planId),
      now: clock.now(),
      previous: forecasts[execution.executionId] ?? null,
    });
  }

  function tell(made: readonly Forecast[]): void {
    const found = made.flatMap(foundOf);
    const now = new Set(
      Object.values(forecasts).flatMap((forecast) => forecast.warnings.map((warning) => subjectOf(forecast, warning))),
    );
    const ended = [...findings.open().values()].flatMap(({ subject, executionId }) => {
      if (!subject.startsWith(FORESEEN) || now.has(subject)) return [];
      return [{ subject, because: whyEnded(executionId === null ? null : (forecasts[executionId] ?? null)) }];
    });
    if (found.length > 0 || ended.length > 0) findings.report({ found, ended }, clock.now());
  }

  return {
    of(executionId) {
      const held = forecasts[executionId];
      if (held !== undefined) return held;
      const view = core.view();
      const execution = view.executions[executionId];
      return execution === undefined ? null : foresee(execution, view, participantsBy(view));
    },
    record() {
      const entries = history.events({ subjects: ['forecasts:all'], contextId: null, before: null, limit: NOTES_READ });
      return tallyOf(entries.flatMap(({ event }) => (event.type === 'forecast.noted' ? [event] : [])));
    },
    stop() {
      stopping.abort();
      nap.abort();
      unfollow();
    },
  };
}

function isAhead(execution: Execution): boolean {
  return outcomeOf(execution) === 'open';
}

function isOpen(execution: Execution | undefined): boolean {
  return execution !== undefined && execution.endedAt === null && isAhead(execution);
}

/** Where a server is lost, or somebody cancels, nothing is foreseen any more: the forecast says which. */
function whyEnded(forecast: Forecast | null): string {
  if (forecast === null || forecast.state === 'over') return 'The execution is over.';
  return forecast.state === 'known' && forecast.finish === null ? forecast.why : 'It is no longer foreseen.';
}

/** DRS jobs under way where the execution recovers to. */
function loadOf({ accountId, region }: Execution, { jobs }: View): { readonly jobs: number; readonly servers: number } | null {
  if (accountId === null || region === null) return null;
  const active = Object.values(jobs).filter(
    (job) => job.accountId === accountId && job.region === region && job.status.toUpperCase() !== 'COMPLETED',
  );
  return { jobs: active.length, servers: active.reduce((sum, job) => sum + job.servers.length, 0) };
}

function participantsBy({ participants }: View): ServersOf {
  const found = new Map<string, Participant[]>();
  for (const participant of Object.values(participants)) {
    const those = found.get(participant.executionId);
    if (those === undefined) found.set(participant.executionId, [participant]);
    else those.push(participant);
  }
  return (executionId) => found.get(executionId) ?? [];
}
