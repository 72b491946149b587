import { chmod, mkdir, open, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { err, ok, type Result } from '../../shared/lib/result';
import { errnoOf, type Problem } from './problem';

export interface Place {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

/** Where this platform keeps a program's data: XDG on Linux, Library on macOS, AppData on Windows. */
export function defaultDataDir({ platform, env, home }: Place): string {
  if (platform === 'win32') return join(env.APPDATA ?? join(home, 'AppData', 'Roaming'), 'Tocsin');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Tocsin');
  // The specification asks to ignore relative paths here.
  const xdg = env.XDG_DATA_HOME?.startsWith('/') ? env.XDG_DATA_HOME : join(home, '.local', 'share');
  return join(xdg, 'tocsin');
}

/** Where a rehearsal keeps its own data, apart from reality. */
export function rehearsalDir(dataDir: string): string {
  return join(dataDir, 'rehearsal');
}

/** Makes the directory, for its owner only, and proves by a write that it can be used. Answers the absolute path. */
export async function prepareDataDir(path: string): Promise<Result<string, Problem>> {
  const dir = resolve(path);
  try {
    const made = await mkdir(dir, { recursive: true, mode: 0o700 });
    if (made !== undefined) await chmod(dir, 0o700);
    await probe(join(dir, '.write-probe'));
    return ok(dir);
  } catch (error) {
    return err(problemOf(dir, error));
  }
}

async function probe(file: string): Promise<void> {
  const handle = await open(file, 'w', 0o600);
  try {
    await handle.writeFile('tocsin');
    await handle.sync();
  } finally {
    await handle.close();
    await rm(file, { force: true });
  }
}

function problemOf(dir: string, error: unknown): Problem {
  const errno = errnoOf(error);
  if (errno === 'ENOSPC' || errno === 'EDQUOT') {
    return {
      code: 'data-dir.full',
      message: `The disk of the data directory ${dir} is full (${errno}).`,
      next: 'Free space there, or choose another one with --data-dir.',
    };
  }
  const reason = errno === 'ENOTDIR' || errno === 'EEXIST' ? 'it is not a directory' : (errno ?? String(error));
  return {
    code: 'data-dir.not-writable',
    message: `The data directory ${dir} cannot be written (${reason}).`,
    next: 'Give this user write access to it, or choose another one with --data-dir.',
  };
}
