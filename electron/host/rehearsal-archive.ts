import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Instant } from '../../shared/domain/primitives';
import { errnoOf } from './problem';

/** What belongs to one trace of a rehearsal. Settings, access tokens, keys and the archive itself stay (D6). */
const OF_ONE_TRACE = /^journal(-[^.]*)?\.sqlite/;
const USUAL_JOURNAL = 'journal.sqlite';
const KEPT = 5;
const TRACE_FILE = 'trace.json';

/** Names the trace a journal belongs to: the clock that is followed and the instant it began. */
export const Trace = z.object({ clock: z.string(), start: z.string() });
export type Trace = z.infer<typeof Trace>;

/** As kept beside the journal, with its file name where that is not the usual one. */
const KeptTrace = Trace.extend({ journal: z.string().regex(OF_ONE_TRACE).optional() });

/** What the archive needs of the file system; a test puts another in its place. */
type Move = typeof rename;

/**
 * Begins an empty journal for `trace` and answers its file name: the former one moves to `archive/<now>`, of which the newest five are
 * kept. A journal of this very trace stays, so that a console may be restarted beside a simulator that goes on.
 */
export async function beginTrace(dir: string, trace: Trace, now: Instant, move: Move = rename): Promise<string> {
  const former = KeptTrace.safeParse(await readJson(join(dir, TRACE_FILE)));
  if (former.success && former.data.clock === trace.clock && former.data.start === trace.start)
    return former.data.journal ?? USUAL_JOURNAL;
  const isMoved = await archive(dir, now, move);
  await prune(join(dir, 'archive'));
  const journal = isMoved ? USUAL_JOURNAL : `journal-${fileStamp(now).replace(/\./g, '-')}.sqlite`;
  const kept = journal === USUAL_JOURNAL ? trace : { ...trace, journal };
  await writeFile(join(dir, TRACE_FILE), `${JSON.stringify(kept)}\n`, { mode: 0o600 });
  return journal;
}

/** Colons cannot stand in file names on Windows. */
function fileStamp(now: Instant): string {
  return now.replace(/:/g, '-');
}

/**
 * Moves what belongs to former traces; false when something is still held open. On Windows an open file cannot be moved, and SQLite's
 * stay open until their statements are collected: the next journal then takes another name, and the next trace moves this one.
 */
async function archive(dir: string, now: Instant, move: Move): Promise<boolean> {
  const files = (await readdir(dir)).filter((name) => OF_ONE_TRACE.test(name)).sort();
  if (files.length === 0) return true;
  const target = join(dir, 'archive', fileStamp(now));
  await mkdir(target, { recursive: true, mode: 0o700 });
  const held = new Set<string>();
  for (const name of files) {
    // The log and the index of a journal stay beside it, or its last commits would be lost.
    const journal = name.replace(/-(wal|shm)$/, '');
    if (held.has(journal)) continue;
    try {
      await move(join(dir, name), join(target, name));
    } catch (error) {
      if (!isHeld(error)) throw error;
      held.add(journal);
    }
  }
  return held.size === 0;
}

function isHeld(error: unknown): boolean {
  const errno = errnoOf(error);
  return errno === 'EBUSY' || errno === 'EPERM' || errno === 'EACCES';
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
