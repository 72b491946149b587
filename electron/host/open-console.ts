import { err, ok, type Result } from '../../shared/lib/result';
import type { Engine } from '../engine/engine-api';
import { lockDataDir } from '../engine/journal/lock';
import type { Ids, Log, Notifier, Random, Secrets, Wall } from '../engine/ports';
import { watchesSome } from '../engine/settings/watches-some';
import type { BeginsWith } from '../engine/training/training-port';
import { readAwsProfiles } from './aws-profiles';
import { contextSpecs, type FirstContexts } from './contexts';
import { standIn } from './current';
import { defaultDataDir, type Place, prepareDataDir, rehearsalDir } from './data-dir';
import { createEngineFor, type EngineMaker } from './engine-session';
import type { ConsoleFlags, Operator } from './flags';
import type { Problem } from './problem';
import { type OwnSimulator, rehearsalContexts } from './rehearsal';
import { flagsOf } from './training';

/** What a host brings along; both hosts compose the same console from it. */
export interface HostParts {
  readonly host: 'desktop' | 'headless';
  readonly version: string;
  readonly pid: number;
  readonly place: Place;
  readonly wall: Wall;
  readonly random: Random;
  readonly ids: Ids;
  readonly log: Log;
  readonly notifier: Notifier;
  openSecrets(dir: string): Promise<Result<Secrets, Problem>>;
  /** The simulator of a rehearsal, ended and started anew with each trace. */
  startSimulator(flags: ConsoleFlags, operator: Operator): Promise<Result<OwnSimulator, Problem>>;
  /** Who plays the human acts where `--operator` does not say. */
  readonly operator: Operator;
  /** Opens a training console in a window of its own; absent where a host has none to open. */
  readonly openTraining?: () => Promise<Result<null, string>>;
  /** Called when the console cannot go on: "play again" failed. */
  onBroken(problem: Problem): void;
}

export interface OpenConsole {
  /** Always the current engine, also after "play again". */
  readonly engine: Engine;
  readonly dataDir: string;
  readonly rehearsing: boolean;
  /** Called with each new engine after the first; subscriptions to the former one have ended. */
  onReplaced(listener: () => void): () => void;
  stop(reason: string): Promise<void>;
}

/** Composes data directory, secrets, simulator (in a rehearsal) and engine. Nothing is left behind when it fails. */
export async function openConsole(flags: ConsoleFlags, parts: HostParts): Promise<Result<OpenConsole, Problem>> {
  const rehearsing = flags.rehearse !== undefined || flags.clock !== undefined;
  const base = flags.dataDir ?? defaultDataDir(parts.place);
  const contexts = rehearsing ? ok(noContexts) : await realContexts(flags, parts.place, base);
  if (!contexts.ok) return contexts;

  const dir = await prepareDataDir(rehearsing ? rehearsalDir(base) : base);
  if (!dir.ok) return dir;
  const lock = lockDataDir(dir.value, parts.pid);
  if (!lock.ok)
    return err({
      code: lock.error.code === 'in-use' ? 'data-dir.locked' : 'data-dir.not-writable',
      message: lock.error.message,
      next: lock.error.next,
    });
  try {
    const opened = await openLocked(flags, parts, {
      dir: dir.value,
      rehearsing,
      contexts: contexts.value,
      unlock: lock.value.release,
    });
    if (!opened.ok) lock.value.release();
    return opened;
  } catch (bug) {
    lock.value.release();
    throw bug;
  }
}

interface Locked {
  readonly dir: string;
  readonly rehearsing: boolean;
  readonly contexts: FirstContexts;
  /** To be called once the console has ended. */
  unlock(): void;
}

/** The console in a directory that is ours. */
async function openLocked(
  given: ConsoleFlags,
  parts: HostParts,
  { dir, rehearsing, contexts: first, unlock }: Locked,
): Promise<Result<OpenConsole, Problem>> {
  const secrets = await parts.openSecrets(dir);
  if (!secrets.ok) return secrets;

  const listeners = new Set<() => void>();
  let flags = given;
  let exercise: BeginsWith | null = null;
  const maker: EngineMaker = {
    get flags() {
      return flags;
    },
    parts,
    dir,
    secrets: secrets.value,
    contexts: (url) => (url === null ? first.specs : rehearsalContexts(url, flags.region, flags.rehearse)),
    skipped: first.skipped,
    rehearsing,
    playAgain: () => void playAgain(),
    choose(play, begins) {
      if (play !== null) flags = flagsOf(flags, play);
      exercise = begins;
    },
    takeExercise() {
      const taken = exercise;
      exercise = null;
      return taken;
    },
  };
  const made = await createEngineFor(maker);
  if (!made.ok) return made;
  let current = made.value;
  let replacing: Promise<void> | null = null;
  let stopped = false;

  const engine = standIn<Engine>(() => current.engine);
  return ok({
    engine,
    dataDir: dir,
    rehearsing,
    onReplaced(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async stop(reason) {
      stopped = true;
      await replacing;
      await current.stop(reason);
      unlock();
    },
  });

  /** One at a time: a second wish while the trace begins anew has been granted already. */
  function playAgain(): Promise<void> {
    if (!stopped)
      replacing ??= replace()
        .catch(broken)
        .finally(() => (replacing = null));
    return replacing ?? Promise.resolve();
  }

  async function replace(): Promise<void> {
    await current.stop('play again');
    const next = await createEngineFor(maker);
    if (!next.ok) return parts.onBroken(next.error);
    current = next.value;
    for (const listener of [...listeners]) listener();
  }

  /** The former engine has ended by then: without a word, pages would wait for the next one for ever. */
  function broken(error: unknown): void {
    parts.log.error({ error }, 'The rehearsal could not begin anew.');
    parts.onBroken({
      code: 'engine',
      message: `The rehearsal could not begin anew: ${error instanceof Error ? error.message : String(error)}.`,
      next: 'Start the console again; its log says more.',
    });
  }
}

const noContexts: FirstContexts = { specs: [], skipped: [] };

/** Those of the command line; without any, those that were added in the app before (`base` is the data directory). */
async function realContexts(flags: ConsoleFlags, place: Place, base: string): Promise<Result<FirstContexts, Problem>> {
  const { profiles } = await readAwsProfiles(place);
  const first = contextSpecs(
    { profiles: flags.profile, regions: flags.region, endpointUrl: flags.endpointUrl ?? null },
    profiles,
    place.env,
  );
  const wasNamed = flags.profile.length > 0;
  return !first.ok && !wasNamed && (await watchesSome(base)) ? ok(noContexts) : first;
}
