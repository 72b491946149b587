import type { Play } from '../../shared/domain/training/listing';
import { err, ok, type Result } from '../../shared/lib/result';
import { createEngine } from '../engine/engine';
import type { ContextSpec, Engine } from '../engine/engine-api';
import type { Clock, Ports, Secrets } from '../engine/ports';
import type { BeginsWith } from '../engine/training/training-port';
import type { ConsoleFlags } from './flags';
import type { HostParts } from './open-console';
import { errnoOf, type Problem } from './problem';
import { joinRehearsal, type OwnSimulator, type Rehearsal } from './rehearsal';
import { beginTrace } from './rehearsal-archive';
import { createTrainingPort } from './training';
import { wallClock } from './wall';

/** What every engine of one console is made from, the first and those of "play again". */
export interface EngineMaker {
  /** Of the engine made next: what is played may have been chosen anew. */
  readonly flags: ConsoleFlags;
  readonly parts: HostParts;
  readonly dir: string;
  readonly secrets: Secrets;
  readonly rehearsing: boolean;
  /** What to watch; `url` is the simulator's in a rehearsal. */
  contexts(url: string | null): readonly ContextSpec[];
  /** Contexts that were asked for and cannot be opened; told as warnings. */
  readonly skipped: readonly Problem[];
  playAgain(): void;
  /** What the next engine plays (null: the same again), and the exercise it begins with. */
  choose(play: Play | null, begins: BeginsWith | null): void;
  /** The exercise chosen for the next engine; told once. */
  takeExercise(): BeginsWith | null;
}

export interface EngineSession {
  readonly engine: Engine;
  stop(reason: string): Promise<void>;
}

/** One engine with its clock and, in a rehearsal, its simulator and an empty journal. */
export async function createEngineFor(maker: EngineMaker): Promise<Result<EngineSession, Problem>> {
  if (!maker.rehearsing) return start(maker, null);
  const rehearsal = await rehearse(maker);
  if (!rehearsal.ok) return rehearsal;
  const emptied = await emptyJournal(maker, rehearsal.value);
  const session = emptied.ok ? await start(maker, { ...rehearsal.value, journal: emptied.value }) : emptied;
  if (session.ok) void beginWhenListening(session.value.engine, rehearsal.value, maker.parts);
  else await rehearsal.value.stop();
  return session;
}

/** A trace waits this long, in wall time, for the console's queue; after that polling must do. */
const QUEUE_PATIENCE_MS = 3_000;

/** The first messages of a trace come within its first second: they must find a queue. */
async function beginWhenListening(engine: Engine, rehearsal: Rehearsal, { wall, log }: HostParts): Promise<void> {
  const patience = new AbortController();
  const unlisten = engine.onView((view) => {
    const queues = Object.values(view.sources).filter(({ source }) => source === 'sqs-messages');
    if (queues.length > 0 && queues.every(({ state }) => state !== 'starting')) patience.abort();
  });
  await wall.sleep(QUEUE_PATIENCE_MS, patience.signal).catch(() => undefined);
  unlisten();
  try {
    await rehearsal.begin();
  } catch (error) {
    log.error({ error }, 'The rehearsal did not begin.');
  }
}

/** Answers the file name of the journal. */
async function emptyJournal({ dir, parts }: EngineMaker, { trace }: Rehearsal): Promise<Result<string, Problem>> {
  try {
    return ok(await beginTrace(dir, trace, parts.wall.now()));
  } catch (error) {
    const errno = errnoOf(error);
    if (errno === null) throw error;
    return err({
      code: errno === 'ENOSPC' || errno === 'EDQUOT' ? 'data-dir.full' : 'data-dir.not-writable',
      message: `The rehearsal could not begin anew: the former one cannot be put away in ${dir} (${errno}).`,
      next: 'Free space and give this user write access there, then start the console again.',
    });
  }
}

async function rehearse(maker: EngineMaker): Promise<Result<Rehearsal, Problem>> {
  const { flags, parts } = maker;
  const join = (url: string, own: OwnSimulator | null) =>
    joinRehearsal({ url, own, wall: parts.wall, log: parts.log, onNewTrace: maker.playAgain });
  if (flags.clock !== undefined) return join(flags.clock, null);
  const own = await parts.startSimulator(flags, flags.operator ?? parts.operator);
  if (!own.ok) return own;
  const joined = await join(own.value.url, own.value);
  if (!joined.ok) await own.value.stop();
  return joined;
}

/** A rehearsal whose journal has been emptied, and its file name. */
interface Emptied extends Rehearsal {
  readonly journal: string;
}

async function start(maker: EngineMaker, rehearsal: Emptied | null): Promise<Result<EngineSession, Problem>> {
  const { flags, parts, secrets } = maker;
  const engine = await createEngine(portsOf(maker, rehearsal?.clock ?? wallClock(parts.wall)), {
    host: parts.host,
    version: parts.version,
    dataDir: maker.dir,
    ...(rehearsal === null ? {} : { journal: rehearsal.journal }),
    contexts: maker.contexts(rehearsal === null ? null : (flags.endpointUrl ?? rehearsal.url)),
    rehearsal:
      rehearsal === null
        ? null
        : {
            describe: rehearsal.describe,
            control: rehearsal.control,
            restart: (play, begins) => {
              maker.choose(play ?? null, begins ?? null);
              void askAgain(maker, rehearsal);
            },
            training: createTrainingPort({ url: rehearsal.url, own: rehearsal.own, begins: maker.takeExercise() }),
          },
    trainingConsole: { command: TRAINING_COMMAND, open: parts.openTraining ?? null },
    featureOverrides: flags.feature,
    platform: { project: flags.project, environment: flags.environment },
    token: nonEmpty(parts.place.env.TOCSIN_TOKEN),
    warnings: [...(secrets.warning === null ? [] : [keyFileWarning(secrets.warning)]), ...maker.skipped.map(skippedWarning)],
  });
  if (!engine.ok) return err({ code: 'engine', message: engine.error.message, next: engine.error.next });
  return ok({
    engine: engine.value,
    async stop(reason) {
      await engine.value.stop(reason);
      await rehearsal?.stop();
    },
  });
}

/** Has its own data directory within the usual one, so it disturbs no console of real accounts. */
const TRAINING_COMMAND = 'npx tocsin serve --rehearse payroll-drill --operator human --port 0';

/** The reply to whoever asked must be out before the engine it comes from ends. */
const REPLY_FIRST_MS = 100;

async function askAgain(maker: EngineMaker, rehearsal: Rehearsal): Promise<void> {
  await maker.parts.wall.sleep(REPLY_FIRST_MS, new AbortController().signal);
  try {
    await rehearsal.beginAnew();
  } catch (error) {
    maker.parts.log.error({ error }, 'The simulator did not begin its trace anew.');
  }
}

function portsOf({ parts, secrets }: EngineMaker, clock: Clock): Ports {
  const { wall, random, ids, notifier, log } = parts;
  return { clock, wall, random, ids, secrets, notifier, log };
}

/** One warning for each: they differ by their code. */
function skippedWarning({ message, next }: Problem, index: number) {
  return { code: `context.skipped-${index + 1}`, message, next };
}

function keyFileWarning(message: string) {
  return {
    code: 'secrets.key-file',
    message,
    next: 'Set TOCSIN_PASSPHRASE or --passphrase-file, or start a key store such as gnome-keyring.',
  };
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}
