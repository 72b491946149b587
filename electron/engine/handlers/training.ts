import { cardOf, type Exercise } from '../../../shared/domain/training/exercise';
import { type Play, SPEEDS } from '../../../shared/domain/training/listing';
import type { Engine, RehearsalPort } from '../engine-api';
import type { TrainingPort } from '../training/training-port';
import { done, runCommand } from './commands';
import type { Implementer } from './implementer';
import { pageOf } from './paging';
import { impossible, invalid, notFound, unavailable } from './problems';

const BY_HAND = 'npx tocsin serve --rehearse payroll-drill --operator human --port 0';

/** Practice: what is played, exercises, and what they came to. All of it in a rehearsal only. */
export function trainingHandlers(os: Implementer, engine: Engine) {
  const { training } = os;
  const room = engine.inside.training;

  const rehearsing = (): RehearsalPort & { readonly training: TrainingPort } => {
    const { rehearsal, trainingConsole } = engine.options;
    if (rehearsal?.training === undefined)
      throw impossible(
        'training.real',
        `This console watches real accounts, so nothing is practised in it. ${
          trainingConsole?.open == null
            ? `Start a training console beside it: ${trainingConsole?.command ?? BY_HAND}`
            : 'Open a training console beside it from the place Training.'
        }`,
      );
    return { ...rehearsal, training: rehearsal.training };
  };

  const checked = (rehearsal: { readonly training: TrainingPort }, play: Play): void => {
    const { fixed } = rehearsal.training;
    if (fixed !== null) throw impossible('training.fixed', fixed);
    const problem = rehearsal.training.check(play);
    if (!problem.ok) throw invalid('training.invalid', problem.error.field, problem.error.message);
  };

  const exerciseAsked = (exerciseId: string): Exercise => {
    const exercise = room.exercises.find(({ id }) => id === exerciseId);
    if (exercise === undefined) throw notFound('exercise', exerciseId);
    return exercise;
  };

  const taskAsked = (taskId: string) => {
    const session = room.session();
    if (session === null) throw impossible('training.none', 'No exercise is under way.');
    const task = exerciseAsked(session.exerciseId).tasks.find(({ id }) => id === taskId);
    if (task === undefined) throw invalid('training.invalid', 'taskId', 'the exercise has no such task');
    return task;
  };

  const faultsOf = async (port: TrainingPort) => {
    const on = await port.faults();
    if (!on.ok) throw unavailable('training.simulator', on.error);
    const names = new Set(on.value);
    return port.listing().faults.map((fault) => ({ ...fault, on: names.has(fault.name) }));
  };

  return {
    scenarios: training.scenarios.handler(async () => {
      const { rehearsal, trainingConsole } = engine.options;
      const port = rehearsal?.training;
      const common = {
        canOpen: trainingConsole?.open != null,
        command: trainingConsole?.command ?? BY_HAND,
        speeds: [...SPEEDS],
        operators: ['human' as const, 'script' as const],
      };
      if (rehearsal === null || port === undefined)
        return { ...common, here: false, fixed: null, playing: null, scenarios: [], faults: [] };
      const { scenario, variant, operator } = rehearsal.describe();
      const { scenarios } = port.listing();
      const playing = { scenario, variant, operator };
      return { ...common, here: true, fixed: port.fixed, playing, scenarios, faults: await faultsOf(port) };
    }),
    start: training.start.handler(({ input, context: { actor } }) =>
      runCommand(engine, { command: 'training.start', need: 'act', actor, note: input.scenario }, async (commandId) => {
        const rehearsal = rehearsing();
        checked(rehearsal, input);
        room.end('rehearsal');
        rehearsal.restart(input);
        return accepted(commandId, `The rehearsal begins anew with ${input.scenario}.`);
      }),
    ),
    open: training.open.handler(({ context: { actor } }) =>
      runCommand(engine, { command: 'training.open', need: 'act', actor }, async (commandId) => {
        const open = engine.options.trainingConsole?.open;
        if (open == null)
          throw impossible(
            'training.no-window',
            `This host opens no windows. Start a training console with: ${engine.options.trainingConsole?.command ?? BY_HAND}`,
          );
        const opened = await open();
        if (!opened.ok) throw unavailable('training.not-opened', opened.error);
        return accepted(commandId, 'A training console opens in its own window.');
      }),
    ),
    faults: training.faults.handler(async () => ({ items: await faultsOf(rehearsing().training), nextToken: null })),
    setFault: training.setFault.handler(({ input: { name, on }, context: { actor } }) =>
      runCommand(
        engine,
        { command: 'training.setFault', need: 'act', actor, note: `${name} ${on ? 'on' : 'off'}` },
        async (commandId) => {
          const set = await rehearsing().training.setFault(name, on);
          if (!set.ok) throw invalid('training.invalid', 'name', set.error);
          return accepted(commandId, `${name} is ${on ? 'on' : 'off'}.`);
        },
      ),
    ),
    security: training.security.handler(({ input, context: { actor } }) =>
      runCommand(engine, { command: 'training.security', need: 'act', actor, note: input.kind }, async (commandId) => {
        const injected = await rehearsing().training.inject(input);
        if (!injected.ok) throw invalid('training.invalid', 'event', injected.error);
        return accepted(commandId, `CloudTrail tells of ${injected.value.join(', ')}.`);
      }),
    ),
    exercises: training.exercises.handler(() => ({ items: room.exercises.map(cardOf), nextToken: null })),
    startExercise: training.startExercise.handler(({ input, context: { actor } }) =>
      runCommand(engine, { command: 'training.startExercise', need: 'act', actor, note: input.exerciseId }, async (commandId) => {
        const rehearsal = rehearsing();
        const { id, play } = exerciseAsked(input.exerciseId);
        const wish = { ...play, seed: null, operator: 'human' as const };
        const trainee = input.trainee === undefined || input.trainee === '' ? actor.id : input.trainee;
        if (rehearsal.training.fixed !== null && playsAlready(rehearsal, wish)) {
          room.begin({ exerciseId: id, trainee, actor });
          return accepted(commandId, 'The exercise began.');
        }
        checked(rehearsal, wish);
        room.end('rehearsal');
        rehearsal.restart(wish, { exerciseId: id, trainee, actor });
        return accepted(commandId, 'The rehearsal begins anew with the exercise.');
      }),
    ),
    session: training.session.handler(() => ({ session: room.session() })),
    seen: training.seen.handler(({ input, context: { actor } }) => {
      // Whoever may only look is not the one who practises.
      if (actor.role !== 'view') room.note({ kind: 'seen', ...input }, actor);
      return { session: room.session() };
    }),
    answer: training.answer.handler(({ input, context: { actor } }) =>
      runCommand(engine, { command: 'training.answer', need: 'act', actor, note: input.taskId }, async () => {
        const task = taskAsked(input.taskId);
        if (!task.options.some(({ id }) => id === input.optionId))
          throw invalid('training.invalid', 'optionId', 'the task has no such answer');
        room.note({ kind: 'answered', ...input }, actor);
        return done('Answered.', { session: room.session() });
      }),
    ),
    hint: training.hint.handler(({ input, context: { actor } }) =>
      runCommand(engine, { command: 'training.hint', need: 'act', actor, note: input.taskId }, async () => {
        taskAsked(input.taskId);
        room.note({ kind: 'hinted', ...input }, actor);
        return done('A hint was taken.', { session: room.session() });
      }),
    ),
    finish: training.finish.handler(({ context: { actor } }) =>
      runCommand(engine, { command: 'training.finish', need: 'act', actor }, async () => {
        const report = room.end('stopped');
        if (report === null) throw impossible('training.none', 'No exercise is under way.');
        return done('The exercise was ended.', report);
      }),
    ),
    reports: training.reports.handler(async ({ input }) =>
      pageOf([...(await room.reports.all())], input, ({ filedAt, sessionId }) => `${filedAt} ${sessionId}`, 'descending'),
    ),
    report: training.report.handler(async ({ input }) => {
      const report = (await room.reports.all()).find(({ sessionId }) => sessionId === input.sessionId);
      if (report === undefined) throw notFound('report', input.sessionId);
      return report;
    }),
  };
}

/** What another simulator plays cannot be chosen here, but may be the right thing by chance. */
function playsAlready(rehearsal: RehearsalPort, { scenario, variant }: Pick<Play, 'scenario' | 'variant'>): boolean {
  const playing = rehearsal.describe();
  return playing.scenario === scenario && playing.variant === variant;
}

function accepted(commandId: string, message: string) {
  return done(message, { commandId, outcome: 'accepted' as const, message });
}
