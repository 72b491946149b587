import { unreachable } from '../../lib/unreachable';
import type { ConsoleEvent, JournalEntry } from '../events';
import { type Instant, instantOf, msOf, secondsBetween } from '../primitives';
import type { Check, Exercise, Task, Trigger } from './exercise';
import type { EndedBecause, Outcome, Progress, TaskProgress, TrainingReport } from './progress';

const MINUTE_MS = 60_000;

/**
 * How far the operator is. Pure: `entries` are the journal's since the exercise started, oldest first; those that say nothing about a
 * task are passed over. What was done before the exercise begins to count does not count.
 */
export function judge(exercise: Exercise, entries: readonly JournalEntry[], now: Instant): Progress {
  const first = entries.findIndex(({ event }) => triggers(exercise.begins, event));
  const begin = entries[first];
  if (begin === undefined) {
    return { begunAt: null, endsAt: null, tasks: exercise.tasks.map((task) => ahead(task, entries)), settled: false };
  }
  const begunAt = begin.event.at;
  const since = entries.slice(first);
  const tasks = exercise.tasks.map((task) => progressOf(task, since, begunAt, now));
  return {
    begunAt,
    endsAt: after(begunAt, exercise.endsAfterMinutes),
    tasks,
    settled: exercise.tasks.every(({ check }, index) => check.kind === 'never-commanded' || isSettled(tasks[index])),
  };
}

/** The same when nothing more can be done: what is still open is missed, and what was never done though it might have been, is well. */
export function conclude(exercise: Exercise, progress: Progress): readonly TaskProgress[] {
  return exercise.tasks.map((task, index) => {
    const held = progress.tasks[index] ?? ahead(task, []);
    switch (held.state) {
      case 'done':
      case 'late':
        return isGuessed(held) ? { ...held, state: 'missed' as const } : held;
      case 'broken':
      case 'missed':
        return held;
      case 'open':
      case 'overdue':
        // Who did nothing at all did not refrain from anything either.
        return task.check.kind === 'never-commanded' && hasActed(exercise, progress)
          ? { ...held, state: 'done' as const }
          : { ...held, state: 'missed' as const };
      case 'ahead':
        return { ...held, state: 'missed' as const };
      default:
        return unreachable(held.state);
    }
  });
}

/** Who tries one answer after the other comes to the right one as well; one mistake is allowed. */
function isGuessed({ wrong }: TaskProgress): boolean {
  return new Set(wrong).size > 1;
}

function hasActed(exercise: Exercise, progress: Progress): boolean {
  const others = exercise.tasks.flatMap(({ check }, index) =>
    check.kind === 'never-commanded' ? [] : [progress.tasks[index]?.state],
  );
  return others.length === 0 || others.some((state) => state === 'done' || state === 'late');
}

export function outcomeOf(tasks: readonly TaskProgress[]): Outcome {
  if (tasks.some(({ state }) => state !== 'done' && state !== 'late')) return 'not-passed';
  return tasks.some(({ state }) => state === 'late') ? 'late' : 'passed';
}

interface ReportInput {
  readonly exercise: Exercise;
  readonly entries: readonly JournalEntry[];
  readonly session: { readonly sessionId: string; readonly trainee: string; readonly startedAt: Instant };
  readonly because: EndedBecause;
  readonly now: Instant;
  /** Of the real clock. */
  readonly wallNow: Instant;
}

/** What an exercise came to. */
export function reportOf({ exercise, entries, session, because, now, wallNow }: ReportInput): TrainingReport {
  const progress = judge(exercise, entries, now);
  const tasks = conclude(exercise, progress);
  return {
    ...session,
    exerciseId: exercise.id,
    title: exercise.title,
    scenario: exercise.play.scenario,
    variant: exercise.play.variant,
    begunAt: progress.begunAt,
    endedAt: now,
    filedAt: wallNow,
    because,
    outcome: outcomeOf(tasks),
    tasks: exercise.tasks.flatMap((task, index) => {
      const held = tasks[index];
      if (held === undefined) return [];
      const isWell = held.state === 'done' && held.wrong.length === 0;
      return [{ ...held, words: task.words, withinMinutes: task.withinMinutes, advice: isWell ? null : task.advice }];
    }),
    seen: seenIn(entries),
    rehearsal: true,
  };
}

function seenIn(entries: readonly JournalEntry[]): TrainingReport['seen'] {
  const seen = new Map<string, TrainingReport['seen'][number]>();
  for (const { event } of entries) {
    if (event.type !== 'training.seen') continue;
    const key = `${event.screen} ${event.thing ?? ''}`;
    if (!seen.has(key)) seen.set(key, { screen: event.screen, thing: event.thing, at: event.at });
  }
  return [...seen.values()];
}

function ahead(task: Task, entries: readonly JournalEntry[]): TaskProgress {
  return { ...blank(task, entries), state: 'ahead', dueAt: null };
}

function blank(task: Task, entries: readonly JournalEntry[]): Omit<TaskProgress, 'state' | 'dueAt'> {
  return {
    taskId: task.id,
    at: null,
    seconds: null,
    seq: null,
    wrong: wrongAnswers(task, entries),
    hinted: isHinted(task, entries),
  };
}

function progressOf(task: Task, since: readonly JournalEntry[], begunAt: Instant, now: Instant): TaskProgress {
  const dueAt = task.withinMinutes === null ? null : after(begunAt, task.withinMinutes);
  const shown = firstShowing(task, since);
  if (shown === null) {
    const isOverdue = dueAt !== null && now > dueAt;
    return { ...blank(task, since), state: isOverdue ? 'overdue' : 'open', dueAt };
  }
  const { at } = shown.event;
  const settled = task.check.kind === 'never-commanded' ? 'broken' : dueAt !== null && at > dueAt ? 'late' : 'done';
  return { ...blank(task, since), state: settled, at, seconds: secondsBetween(begunAt, at), seq: shown.seq, dueAt };
}

function isSettled(task: TaskProgress | undefined): boolean {
  return task !== undefined && (task.state === 'done' || task.state === 'late');
}

function after(from: Instant, minutes: number): Instant {
  return instantOf(msOf(from) + minutes * MINUTE_MS);
}

function triggers(trigger: Trigger, event: ConsoleEvent): boolean {
  switch (trigger.kind) {
    case 'start':
      return event.type === 'training.started';
    case 'notice':
      return event.type === 'notice.raised' && event.notice.kind === trigger.notice;
    case 'execution':
      return event.type === 'execution.changed' && event.to === trigger.to;
    case 'wave':
      return event.type === 'wave.changed' && event.waveNumber === trigger.waveNumber && event.to === 'RUNNING';
    case 'replication':
      return event.type === 'replication.changed' && event.to === trigger.to;
    case 'source-failed':
      return event.type === 'source.failed' && event.source === trigger.source;
    default:
      return unreachable(trigger);
  }
}

/** The first entry that settles a task: shows that it is done, or that what must not be done was. */
function firstShowing(task: Task, since: readonly JournalEntry[]): JournalEntry | null {
  const shows = witness(task, since);
  return since.find(({ event }) => shows(event)) ?? null;
}

function witness(task: Task, since: readonly JournalEntry[]): (event: ConsoleEvent) => boolean {
  const { check } = task;
  switch (check.kind) {
    case 'acknowledged':
      return acknowledges(check, since);
    case 'seen':
      return (event) =>
        event.type === 'training.seen' && check.screens.includes(event.screen) && isThing(check.thing, event.thing);
    case 'answered':
      return (event) => event.type === 'training.answered' && event.taskId === task.id && check.right.includes(event.optionId);
    case 'commanded':
      return (event) => event.type === 'command.ended' && event.command === check.command && event.outcome === 'accepted';
    case 'never-commanded':
      return (event) => event.type === 'command.requested' && check.commands.includes(event.command);
    case 'informed':
      return (event) => event.type === 'custom.received' && saidIn(event.title) + saidIn(event.summary) >= check.atLeast;
    case 'came-to':
      return (event) => event.type === 'execution.changed' && event.to === check.status;
    default:
      return unreachable(check);
  }
}

/** Characters that say something: blanks tell nobody anything. */
function saidIn(text: string): number {
  return text.trim().replace(/\s+/g, ' ').length;
}

function isThing(wanted: string | undefined, thing: string | null): boolean {
  return wanted === undefined || (wanted === '*' ? thing !== null : thing === wanted);
}

function acknowledges(
  check: Extract<Check, { kind: 'acknowledged' }>,
  since: readonly JournalEntry[],
): (event: ConsoleEvent) => boolean {
  const ofKind = new Set<string>(
    since.flatMap(({ event }) =>
      event.type === 'notice.raised' && event.notice.kind === check.notice ? [event.notice.noticeId] : [],
    ),
  );
  return (event) =>
    event.type === 'notice.acknowledged' && ofKind.has(event.noticeId) && (event.note ?? '').trim().length >= check.noteOf;
}

/** Wrong answers before the right one: afterwards nothing more is asked. */
function wrongAnswers(task: Task, entries: readonly JournalEntry[]): string[] {
  const { check } = task;
  if (check.kind !== 'answered') return [];
  const answers = entries.flatMap(({ event }) =>
    event.type === 'training.answered' && event.taskId === task.id ? [event.optionId] : [],
  );
  const right = answers.findIndex((answer) => check.right.includes(answer));
  return right < 0 ? answers : answers.slice(0, right);
}

function isHinted(task: Task, entries: readonly JournalEntry[]): boolean {
  return entries.some(({ event }) => event.type === 'training.hinted' && event.taskId === task.id);
}
