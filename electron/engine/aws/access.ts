import { type FSWatcher, watch } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Ports } from '../ports';
import { type AwsFiles, awsPlaces, noAwsFiles, readAwsFiles } from './profiles/aws-files';
import { createMfaSessions, type MfaSessions } from './sign-in/mfa-sessions';
import { createSsoSessions, type SsoSessions } from './sign-in/sso-sessions';

/** What all contexts share on the way to credentials: the AWS files as they are now, and the sessions people opened. */
export interface AwsAccess {
  readonly env: NodeJS.ProcessEnv;
  readonly mfa: MfaSessions;
  readonly sso: SsoSessions;
  files(): AwsFiles;
  /** Reads the files again; listeners are told when they say something else, or when the token cache was written. */
  look(): Promise<void>;
  onChange(listener: () => void): () => void;
  /** Notices changes made by others from now on, by the file system's own word and by looking every few seconds. */
  follow(): void;
  stop(): void;
}

/** How often the files are looked at where the file system tells nothing (wall time). Three `stat` calls a time. */
const lookEveryMs = 5_000;
/** Editors write a file in several steps. */
const settleMs = 100;

export async function openAccess(env: NodeJS.ProcessEnv, ports: Pick<Ports, 'wall' | 'log'>): Promise<AwsAccess> {
  const places = awsPlaces(env);
  const { wall, log } = ports;
  const stopping = new AbortController();
  const listeners = new Set<() => void>();
  const watchers = new Map<string, FSWatcher>();
  const sso = createSsoSessions({ cacheDir: places.ssoCache, wall, log });
  let files = await readAwsFiles(places).catch(() => noAwsFiles);
  let marks = await marksOf(Object.values(places));
  let isSettling = false;

  async function look(): Promise<void> {
    const [next, nextMarks] = await Promise.all([readAwsFiles(places), marksOf(Object.values(places))]);
    const isSame = isDeepStrictEqual(next, files) && nextMarks.at(-1) === marks.at(-1);
    files = next;
    marks = nextMarks;
    if (!isSame && !stopping.signal.aborted) for (const listener of [...listeners]) listener();
  }

  const lookSoon = async (): Promise<void> => {
    if (isSettling) return;
    isSettling = true;
    try {
      await wall.sleep(settleMs, stopping.signal);
      isSettling = false;
      await look();
    } catch {
      // Only stopping ends the wait early.
      isSettling = false;
    }
  };

  function watchFolders(): void {
    for (const folder of new Set([dirname(places.config), dirname(places.credentials), places.ssoCache])) {
      if (watchers.has(folder)) continue;
      try {
        const watcher = watch(folder, { persistent: false }, () => void lookSoon());
        watcher.on('error', () => {
          watcher.close();
          watchers.delete(folder);
        });
        watchers.set(folder, watcher);
      } catch {
        // The folder may appear later; until then the looks below are enough.
      }
    }
  }

  async function lookOnAndOn(): Promise<void> {
    while (!stopping.signal.aborted) {
      await wall.sleep(lookEveryMs, stopping.signal);
      watchFolders();
      if (!isDeepStrictEqual(await marksOf(Object.values(places)), marks)) await look();
    }
  }

  return {
    env,
    mfa: createMfaSessions(wall),
    sso,
    files: () => files,
    look,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    follow() {
      watchFolders();
      lookOnAndOn().catch((reason: unknown) => {
        if (!stopping.signal.aborted) log.error({ error: String(reason) }, 'the AWS files are not watched any more');
      });
    },
    stop() {
      stopping.abort(new Error('the console stops'));
      sso.stop();
      for (const watcher of watchers.values()) watcher.close();
      watchers.clear();
    },
  };
}

/** What changes when a file (or a folder's list of files) does. */
function marksOf(paths: readonly string[]): Promise<string[]> {
  return Promise.all(
    paths.map((path) =>
      stat(path).then(
        ({ mtimeMs, size, ino }) => `${mtimeMs} ${size} ${ino}`,
        () => 'none',
      ),
    ),
  );
}
