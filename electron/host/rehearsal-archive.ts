import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Instant } from '../../shared/domain/primitives';
import { errnoOf } from './problem';

/** What belongs to one trace of a rehearsal. Settings, access tokens, keys and the archive itself stay (D6). */
const OF_ONE_TRACE = /^journal\.sqlite/;
const KEPT = 5;
const TRACE_FILE = 'trace.json';

/** Names the trace a journal belongs to: the clock that is followed and the instant it began. */
export const Trace = z.object({ clock: z.string(), start: z.string() });
export type Trace = z.infer<typeof Trace>;

/**
 * Begins an empty journal for `trace`: the former one moves to `archive/<now>`, of which the newest five are kept. A journal of this
 * very trace stays, so that a console may be restarted beside a simulator that goes on.
 */
export async function beginTrace(dir: string, trace: Trace, now: Instant): Promise<void> {
  if (!(await isSame(dir, trace))) {
    await archive(dir, now);
    await prune(join(dir, 'archive'));
    await writeFile(join(dir, TRACE_FILE), `${JSON.stringify(trace)}\n`, { mode: 0o600 });
  }
}

async function isSame(dir: string, trace: Trace): Promise<boolean> {
  const former = Trace.safeParse(await readJson(join(dir, TRACE_FILE)));
  return former.success && former.data.clock === trace.clock && former.data.start === trace.start;
}

async function archive(dir: string, now: Instant): Promise<void> {
  const files = (await readdir(dir)).filter((name) => OF_ONE_TRACE.test(name));
  if (files.length === 0) return;
  // Colons cannot stand in file names on Windows.
  const target = join(dir, 'archive', now.replace(/:/g, '-'));
  await mkdir(target, { recursive: true, mode: 0o700 });
  for (const name of files) await rename(join(dir, name), join(target, name));
}

async function prune(archiveDir: string): Promise<void> {
  const runs = (await namesIn(archiveDir)).sort();
  for (const old of runs.slice(0, Math.max(0, runs.length - KEPT)))
    await rm(join(archiveDir, old), { recursive: true, force: true });
}

async function namesIn(dir: string): Promise<string[]> {
  try {
    return await readdir(dir);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return [];
    throw error;
  }
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return null; // missing or damaged: then it is another trace
  }
}
