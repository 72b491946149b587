import type { TrainingSession } from '../../../shared/contract/training';
import type { ConsoleEvent, EventOf, JournalEntry } from '../../../shared/domain/events';
import type { Exercise } from '../../../shared/domain/training/exercise';
import { judge, reportOf } from '../../../shared/domain/training/judge';
import type { EndedBecause, Progress, TrainingReport } from '../../../shared/domain/training/progress';
import type { RehearsalPort } from '../engine-api';
import type { History } from '../journal/history';
import type { Actor, Ports } from '../ports';
import { exercises } from './exercises';
import type { ReportsFile } from './reports-file';
import { entriesSince, runningIn } from './session-entries';
import type { BeginsWith } from './training-port';

/** Exercises: one at a time, judged from the journal, and their reports. */
export interface Training {
  readonly exercises: readonly Exercise[];
  readonly reports: ReportsFile;
  /** The exercise under way, judged as of now. */
  session(): TrainingSession | null;
  /** Begins an exercise in the rehearsal that runs; one under way ends. */
  begin(begins: BeginsWith): void;
  /** Records what the operator did in the exercise; nothing where none is under way. */
  note(act: Noted, actor: Actor): void;
  /** Ends the exercise and files its report; null where none is under way. */
  end(because: EndedBecause): TrainingReport | null;
  /** Looks how far it is: sets it going when its moment has come, and ends it when all is done. Called with each beat. */
  tick(): void;
  /** The engine ends: so does an exercise whose journal ends with it. */
  stop(): Promise<void>;
}

export type Noted =
  | { readonly kind: 'seen'; readonly screen: string; readonly thing: string | null }
  | { readonly kind: 'answered'; readonly taskId: string; readonly optionId: string }
  | { readonly kind: 'hinted'; readonly taskId: string };

interface TrainingOptions {
  readonly ports: Pick<Ports, 'clock' | 'wall' | 'ids' | 'log'>;
  readonly rehearsal: RehearsalPort | null;
  readonly history: History;
  readonly lastSeq: () => number;
  readonly owe: (events: readonly ConsoleEvent[], actor?: Actor) => void;
  readonly reports: ReportsFile;
}

interface Running {
  readonly started: EventOf<'training.started'>;
  readonly exercise: Exercise;
  readonly entries: JournalEntry[];
  /** Everything up to here has been read. */
  readTo: number;
  /** Whether speed and faults of its moment have been set. */
  steered: boolean;
}

export function createTraining(options: TrainingOptions): Training {
  const { ports, rehearsal, history, lastSeq, owe, reports } = options;
  const { clock, wall, ids, log } = ports;
  const filing = new Set<Promise<void>>();
  let running: Running | null = rehearsal === null ? null : restored();
  if (rehearsal?.training?.begins) begin(rehearsal.training.begins);

  function restored(): Running | null {
    const found = runningIn(history);
    const exercise = exercises.find(({ id }) => id === found?.event.exerciseId);
    if (found === null || exercise === undefined) return null;
    const held: Running = { started: found.event, exercise, entries: [], readTo: found.seq - 1, steered: false };
    // What was set going before must not be set again: the operator may have changed it since.
    held.steered = progressOf(held).begunAt !== null;
    return held;
  }

  function begin({ exerciseId, trainee, actor }: BeginsWith): void {
    end('rehearsal');
    const exercise = exercises.find(({ id }) => id === exerciseId);
    if (exercise === undefined) return;
    const started: EventOf<'training.started'> = {
      type: 'training.started',
      at: clock.now(),
      sessionId: ids.next('trn'),
      exerciseId,
      trainee,
      actor: actor.id,
    };
    running = { started, exercise, entries: [], readTo: lastSeq(), steered: false };
    owe([started], actor);
  }

  function progressOf(held: Running): Progress {
    const last = lastSeq();
    if (last > held.readTo) {
      held.entries.push(...entriesSince(history, held.readTo));
      held.readTo = last;
    }
    return judge(held.exercise, held.entries, clock.now());
  }

  function note(act: Noted, actor: Actor): void {
    if (running === null) return;
    const common = { at: clock.now(), sessionId: running.started.sessionId, actor: actor.id };
    owe([eventOf(act, common)], actor);
  }

  function end(because: EndedBecause): TrainingReport | null {
    if (running === null) return null;
    const held = running;
    progressOf(held);
    running = null;
    const { sessionId, trainee, at: startedAt, exerciseId } = held.started;
    const now = clock.now();
    const report = reportOf({
      exercise: held.exercise,
      entries: held.entries,
      session: { sessionId, trainee, startedAt },
      because,
      now,
      wallNow: wall.now(),
    });
    const tasks = report.tasks.map(({ taskId, state, seconds }) => ({ taskId, state, seconds }));
    owe([{ type: 'training.ended', at: now, sessionId, exerciseId, because, outcome: report.outcome, tasks }]);
    const filed = reports.file(report).finally(() => filing.delete(filed));
    filing.add(filed);
    return report;
  }

  function tick(): void {
    if (running === null) return;
    const progress = progressOf(running);
    if (progress.begunAt !== null && !running.steered) {
      running.steered = true;
      void steer(running.exercise);
    }
    if (progress.settled) end('done');
    else if (progress.endsAt !== null && clock.now() > progress.endsAt) end('time');
    else if (progress.begunAt === null && rehearsal?.describe().ended === true) end('rehearsal');
  }

  /** Its moment has come: from here on a person needs time to think. */
  async function steer({ atBegin }: Exercise): Promise<void> {
    try {
      if (atBegin.speed !== null) await rehearsal?.control({ speed: atBegin.speed });
      for (const fault of atBegin.faults) {
        const set = await rehearsal?.training?.setFault(fault, true);
        if (set?.ok === false) log.warn({ fault, reason: set.error }, 'the simulator refused a fault of an exercise');
      }
    } catch (error) {
      log.warn({ error }, 'the simulator did not follow an exercise');
    }
  }

  return {
    exercises,
    reports,
    session() {
      tick();
      if (running === null) return null;
      const { sessionId, exerciseId, trainee, at: startedAt } = running.started;
      return { sessionId, exerciseId, trainee, startedAt, progress: progressOf(running) };
    },
    begin,
    note,
    end,
    tick,
    async stop() {
      if (rehearsal?.training?.journalStays !== true) end('rehearsal');
      await Promise.all(filing);
    },
  };
}

function eventOf(act: Noted, common: Pick<EventOf<'training.seen'>, 'at' | 'sessionId' | 'actor'>): ConsoleEvent {
  switch (act.kind) {
    case 'seen':
      return { type: 'training.seen', ...common, screen: act.screen, thing: act.thing };
    case 'answered':
      return { type: 'training.answered', ...common, taskId: act.taskId, optionId: act.optionId };
    case 'hinted':
      return { type: 'training.hinted', ...common, taskId: act.taskId };
  }
}
