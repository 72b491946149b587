import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { jsonOf } from '../../../shared/domain/event-pattern/values';
import { Instant } from '../../../shared/domain/primitives';
import { err, ok, type Result } from '../../../shared/lib/result';
import { type FileHeader, type FileProblem, type RecordingFile, readHeader, readRecording } from './file-format';
import type { OpenedAs } from './file-reel';
import { digestInTurns } from './turns';

/** Recordings from elsewhere, kept beside the journal and apart from it. */
export interface OpenedFiles {
  list(): readonly KeptFile[];
  /** The same text opened twice is one recording. */
  open(fileName: string, text: string): Promise<Result<KeptFile, OpenProblem>>;
  /** The content, or null when it is not among them, or was changed or removed behind our back. */
  read(recordingId: string): Promise<RecordingFile | null>;
  /** False when it is not among them. */
  close(recordingId: string): Promise<boolean>;
}

export interface KeptFile {
  readonly opened: OpenedAs;
  readonly header: FileHeader;
}

export type OpenProblem =
  | { readonly code: 'unreadable'; readonly problem: FileProblem }
  | { readonly code: 'too-many'; readonly most: number }
  | { readonly code: 'not-writable'; readonly message: string };

interface OpenedFilesOptions {
  readonly dataDir: string;
  /** Wall time. */
  readonly now: () => Instant;
}

const MOST_FILES = 20;
const SUFFIX = '.tocsin-replay.jsonl';
/** What the console adds in front of a file it keeps: how it was called, and when it was opened. */
const Kept = z.object({ name: z.string(), openedAt: Instant });

export async function openOpenedFiles({ dataDir, now }: OpenedFilesOptions): Promise<OpenedFiles> {
  const folder = join(dataDir, 'recordings');
  const kept = new Map<string, KeptFile>();
  for (const file of await listed(folder)) {
    const read = await readKept(join(folder, file));
    if (read !== null) kept.set(read.opened.recordingId, read);
  }
  const pathOf = (recordingId: string): string => join(folder, `${recordingId}${SUFFIX}`);
  return {
    list: () => [...kept.values()].sort((one, other) => (one.opened.openedAt < other.opened.openedAt ? 1 : -1)),
    async open(fileName, text) {
      const read = await readRecording(text);
      if (!read.ok) return err({ code: 'unreadable', problem: read.error });
      const recordingId = await idOf(text);
      const known = kept.get(recordingId);
      if (known !== undefined) return ok(known);
      if (kept.size >= MOST_FILES) return err({ code: 'too-many', most: MOST_FILES });
      const openedAt = now();
      const written = await write(folder, pathOf(recordingId), `${JSON.stringify({ name: fileName, openedAt })}\n${text}`);
      if (!written.ok) return written;
      const opened = { recordingId, name: fileName, openedAt, sizeBytes: Buffer.byteLength(text) };
      const file = { opened, header: read.value.header };
      kept.set(recordingId, file);
      return ok(file);
    },
    async read(recordingId) {
      if (!kept.has(recordingId)) return null;
      const text = await textOf(pathOf(recordingId));
      const content = text === null ? null : await readRecording(partsOf(text).recording);
      return content?.ok === true ? content.value : null;
    },
    async close(recordingId) {
      if (!kept.delete(recordingId)) return false;
      await rm(pathOf(recordingId), { force: true });
      return true;
    },
  };
}

async function idOf(text: string): Promise<string> {
  return `file-${(await digestInTurns(text)).slice(0, 16)}`;
}

async function listed(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith(SUFFIX)).slice(0, MOST_FILES);
  } catch (thrown) {
    if (isSystemError(thrown)) return []; // nothing was ever opened
    throw thrown;
  }
}

/** A file that was damaged meanwhile is not listed; it stays where it is. */
async function readKept(path: string): Promise<KeptFile | null> {
  const text = await textOf(path);
  if (text === null) return null;
  const { head, recording } = partsOf(text);
  const kept = Kept.safeParse(jsonOf(head));
  const header = await readHeader(recording);
  if (!kept.success || !header.ok) return null;
  const opened = { recordingId: await idOf(recording), ...kept.data, sizeBytes: Buffer.byteLength(recording) };
  return { opened, header: header.value };
}

function partsOf(text: string): { readonly head: string; readonly recording: string } {
  const end = text.indexOf('\n');
  return { head: text.slice(0, Math.max(0, end)), recording: text.slice(end + 1) };
}

/** Whole or not at all. */
async function write(folder: string, path: string, text: string): Promise<Result<null, OpenProblem>> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(`${path}.part`, text, { mode: 0o600 });
    await rename(`${path}.part`, path);
    return ok(null);
  } catch (thrown) {
    if (!isSystemError(thrown)) throw thrown;
    return err({ code: 'not-writable', message: thrown.message });
  }
}

async function textOf(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (thrown) {
    if (isSystemError(thrown)) return null;
    throw thrown;
  }
}

function isSystemError(thrown: unknown): thrown is Error {
  return thrown instanceof Error && 'code' in thrown;
}
