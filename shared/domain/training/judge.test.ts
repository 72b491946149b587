import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ConsoleEvent, JournalEntry } from '../events';
import { NoticeId } from '../primitives';
import { Exercise } from './exercise';
import { conclude, judge, outcomeOf, reportOf } from './judge';
import { aNotice, anExercise, at, entriesOf, sessionId } from './testing/exercise';

const started: ConsoleEvent = {
  type: 'training.started',
  at: at(0),
  sessionId,
  exerciseId: 'a-server-failed',
  trainee: 'Dana',
  actor: 'os:dana',
};
const failed = aNotice('n1', 'server-launch-failed', 10);
const acknowledged = (minute: number, note: string | null = null): ConsoleEvent => ({
  type: 'notice.acknowledged',
  at: at(minute),
  noticeId: NoticeId.parse('n1'),
  actor: 'os:dana',
  note,
});
const seen = (minute: number, thing: string | null): ConsoleEvent => ({
  type: 'training.seen',
  at: at(minute),
  sessionId,
  screen: 'live',
  thing,
  actor: 'os:dana',
});
const answered = (minute: number, optionId: string): ConsoleEvent => ({
  type: 'training.answered',
  at: at(minute),
  sessionId,
  taskId: 'cause',
  optionId,
  actor: 'os:dana',
});
const terminated = (minute: number): ConsoleEvent => ({
  type: 'command.requested',
  at: at(minute),
  commandId: 'cmd-1',
  command: 'executions.terminate',
  executionId: null,
  contextId: null,
  actor: 'os:dana',
  note: null,
});

const exercise = anExercise();
const words = { en: 'Words', de: 'Worte' };
const statesOf = (events: readonly ConsoleEvent[], minute: number) =>
  judge(exercise, entriesOf(events), at(minute)).tasks.map(({ state }) => state);
const ended = (events: readonly ConsoleEvent[], minute: number) => {
  const tasks = conclude(exercise, judge(exercise, entriesOf(events), at(minute)));
  return { outcome: outcomeOf(tasks), states: tasks.map(({ state }) => state) };
};

describe('an exercise', () => {
  test('does not count before its moment has come', () => {
    expect(statesOf([started, seen(1, 'app-03'), answered(2, 'addresses')], 5)).toEqual(['ahead', 'ahead', 'ahead', 'ahead']);
    expect(judge(exercise, entriesOf([started]), at(5))).toMatchObject({ begunAt: null, endsAt: null, settled: false });
  });

  test('done in time is passed, and each task names the event that shows it', () => {
    const events = [started, failed, seen(11, 'app-03'), acknowledged(12), answered(13, 'addresses')];
    const progress = judge(exercise, entriesOf(events), at(14));
    expect(progress).toMatchObject({ begunAt: at(10), endsAt: at(70), settled: true });
    expect(progress.tasks).toMatchObject([
      { taskId: 'acknowledge', state: 'done', seconds: 120, seq: 4 },
      { taskId: 'look', state: 'done', seconds: 60, seq: 3 },
      { taskId: 'cause', state: 'done', wrong: [] },
      { taskId: 'keep', state: 'open' },
    ]);
    expect(ended(events, 14)).toEqual({ outcome: 'passed', states: ['done', 'done', 'done', 'done'] });
  });

  test('done after its time is late, and not done is missed', () => {
    expect(statesOf([started, failed], 16)).toEqual(['overdue', 'open', 'open', 'open']);
    const events = [started, failed, acknowledged(16), seen(17, 'app-03'), answered(17, 'addresses')];
    expect(ended(events, 18)).toEqual({ outcome: 'late', states: ['late', 'done', 'done', 'done'] });
    expect(ended([started, failed, acknowledged(12)], 80)).toEqual({
      outcome: 'not-passed',
      states: ['done', 'missed', 'missed', 'done'],
    });
  });

  test('another server and a wrong answer do not do', () => {
    const events = [started, failed, seen(11, 'app-01'), answered(12, 'quota'), answered(13, 'addresses'), answered(14, 'quota')];
    expect(judge(exercise, entriesOf(events), at(15)).tasks).toMatchObject([
      { state: 'open' },
      { state: 'open' },
      { state: 'done', wrong: ['quota'] },
      {},
    ]);
  });

  test('one mistake is allowed; who tries one answer after the other has guessed', () => {
    const well = [started, failed, seen(11, 'app-03'), acknowledged(12)];
    expect(ended([...well, answered(13, 'quota'), answered(13, 'addresses')], 14).outcome).toBe('passed');
    expect(ended([...well, answered(13, 'quota'), answered(13, 'quota'), answered(13, 'addresses')], 14).outcome).toBe('passed');
    expect(ended([...well, answered(13, 'quota'), answered(13, 'agent'), answered(13, 'addresses')], 14)).toEqual({
      outcome: 'not-passed',
      states: ['done', 'done', 'missed', 'done'],
    });
  });

  test('what must not be done breaks it, and nothing mends that', () => {
    const events = [started, failed, terminated(11), seen(11, 'app-03'), acknowledged(12), answered(13, 'addresses')];
    expect(ended(events, 14)).toEqual({ outcome: 'not-passed', states: ['done', 'done', 'done', 'broken'] });
  });

  test('whoever informs with blanks has told nobody anything', () => {
    const inform = { id: 'inform', words, hint: words, advice: words, check: { kind: 'informed', atLeast: 20 } };
    const telling = Exercise.parse({ ...exercise, begins: { kind: 'start' }, tasks: [inform] });
    const told = (title: string, summary: string): ConsoleEvent => ({
      type: 'custom.received',
      at: at(1),
      customId: 'c',
      contextId: null,
      executionId: null,
      source: 'console',
      name: 'note',
      severity: 'INFO',
      title,
      summary,
      data: {},
      actor: 'os:dana',
    });
    const state = (event: ConsoleEvent) => judge(telling, entriesOf([started, event]), at(2)).tasks[0]?.state;
    expect(state(told('  a          b  ', `c${' '.repeat(30)}`))).toBe('open');
    expect(state(told('Payroll is late', 'Ready at ten past nine.'))).toBe('done');
  });

  test('whoever does nothing has not refrained either', () => {
    expect(ended([started, failed], 80)).toEqual({
      outcome: 'not-passed',
      states: ['missed', 'missed', 'missed', 'missed'],
    });
  });

  test('its report says what was missed, and what to do another time', () => {
    const report = reportOf({
      exercise,
      entries: entriesOf([started, failed, seen(11, 'app-03'), seen(12, 'app-03'), acknowledged(12)]),
      session: { sessionId, trainee: 'Dana', startedAt: at(0) },
      because: 'stopped',
      now: at(20),
      wallNow: at(0),
    });
    expect(report).toMatchObject({ outcome: 'not-passed', rehearsal: true, trainee: 'Dana', because: 'stopped' });
    expect(report.tasks.map(({ advice }) => advice !== null)).toEqual([false, false, true, false]);
    expect(report.seen).toEqual([{ screen: 'live', thing: 'app-03', at: at(11) }]);
  });
});

describe('whatever people do', () => {
  const act = fc.oneof(
    fc.constantFrom('app-01', 'app-03', null).map((thing) => (minute: number) => seen(minute, thing)),
    fc.constantFrom('quota', 'addresses').map((option) => (minute: number) => answered(minute, option)),
    fc.constant((minute: number) => acknowledged(minute)),
    fc.constant(terminated),
    fc.constant((minute: number) => aNotice('n1', 'server-launch-failed', minute)),
  );
  const journals = fc
    .array(fc.tuple(fc.integer({ min: 0, max: 90 }), act), { maxLength: 14 })
    .map((acts) => entriesOf([started, ...[...acts].sort(([a], [b]) => a - b).map(([minute, make]) => make(minute))]));
  const final = new Set(['done', 'late', 'broken']);

  test('what is settled stays settled, as it was', () => {
    fc.assert(
      fc.property(journals, fc.nat({ max: 14 }), (entries, cut) => {
        const earlier = judge(exercise, entries.slice(0, cut), at(90)).tasks;
        const later = judge(exercise, entries, at(120)).tasks;
        earlier.forEach((task, index) => {
          if (final.has(task.state)) expect(later[index]).toMatchObject({ state: task.state, at: task.at, seq: task.seq });
        });
      }),
    );
  });

  test('every settled task has its evidence in the journal, not before the exercise began to count', () => {
    fc.assert(
      fc.property(journals, (entries) => {
        const { begunAt, tasks } = judge(exercise, entries, at(120));
        for (const task of tasks.filter(({ state }) => final.has(state))) {
          const evidence = entries.find(({ seq }) => seq === task.seq);
          expect(evidence?.event.at).toBe(task.at);
          expect(begunAt !== null && task.at !== null && task.at >= begunAt).toBe(true);
        }
      }),
    );
  });

  test('at the end nothing is open, and it is passed only when nothing was missed or broken', () => {
    fc.assert(
      fc.property(journals, (entries: readonly JournalEntry[]) => {
        const tasks = conclude(exercise, judge(exercise, entries, at(120)));
        expect(tasks.every(({ state }) => final.has(state) || state === 'missed')).toBe(true);
        const wanting = tasks.some(({ state }) => state === 'missed' || state === 'broken');
        expect(outcomeOf(tasks) === 'not-passed').toBe(wanting);
      }),
    );
  });
});

test('an exercise whose right answer cannot be chosen, or that has none to get wrong, is refused', () => {
  const written = { ...exercise, tasks: exercise.tasks.filter(({ id }) => id === 'cause') };
  expect(Exercise.safeParse(written).success).toBe(true);
  const without = (keep: (id: string) => boolean) => ({
    ...written,
    tasks: written.tasks.map((task) => ({ ...task, options: task.options.filter(({ id }) => keep(id)) })),
  });
  expect(Exercise.safeParse(without((id) => id !== 'addresses')).success).toBe(false);
  expect(Exercise.safeParse(without((id) => id === 'addresses')).success).toBe(false);
  expect(Exercise.safeParse({ ...written, tasks: [...written.tasks, ...written.tasks] }).success).toBe(false);
});
