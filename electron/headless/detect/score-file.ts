import { createReadStream } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { err, ok, type Result } from '../../../shared/lib/result';
import { errnoOf } from '../../host/problem';
import { makeFolder } from './make-folder';
import { type Outcome, openScoring } from './score-table';

const PIECE_BYTES = 1 << 18;

/**
 * Scores one file piece by piece into a file beside its place (`….part`), which takes that place once it is whole; what cannot be finished leaves nothing.
 * Errors are sentences without their end.
 *
 * @param ending stops it between two pieces
 */
export async function scoreFile(from: string, to: string, ending: AbortSignal): Promise<Result<Outcome, string>> {
  const part = `${to}.part`;
  let file: FileHandle | null = null;
  try {
    await makeFolder(dirname(to));
    file = await open(part, 'w');
    const scored = await scoreInto(file, from, ending);
    await file.close();
    file = null;
    if (scored.ok) await rename(part, to);
    else await rm(part, { force: true });
    return scored;
  } catch (error) {
    await file?.close().catch(() => undefined);
    await rm(part, { force: true }).catch(() => undefined);
    return err(`it cannot be read or written (${reasonOf(error)})`);
  }
}

async function scoreInto(file: FileHandle, from: string, ending: AbortSignal): Promise<Result<Outcome, string>> {
  const scoring = openScoring();
  for await (const piece of createReadStream(from, { encoding: 'latin1', highWaterMark: PIECE_BYTES })) {
    if (ending.aborted) return err('the program was asked to end');
    const scored = scoring.take(String(piece));
    if (!scored.ok) return scored;
    await file.writeFile(scored.value, 'latin1');
  }
  const last = scoring.end();
  if (!last.ok) return last;
  await file.writeFile(last.value.text, 'latin1');
  return ok({ rows: last.value.rows, notes: last.value.notes });
}

/** `ENOENT`, or what an error says that is none of the system's. */
export function reasonOf(error: unknown): string {
  return errnoOf(error) ?? (error instanceof Error ? error.message : String(error));
}
