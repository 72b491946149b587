import { setImmediate as nextTurn } from 'node:timers/promises';
import { z } from 'zod';
import { jsonOf } from '../../../shared/domain/event-pattern/values';
import { ConsoleEvent } from '../../../shared/domain/events';
import { ExecutionId, Instant } from '../../../shared/domain/primitives';
import { ExecutionStatus } from '../../../shared/domain/view';
import { isWithinDepth } from '../../../shared/lib/depth';
import { err, ok, type Result } from '../../../shared/lib/result';
import { impossibleIdIn } from './ids-within';
import { digestInTurns } from './turns';

/** A recording as a file: JSON Lines, a header and then its events in the journal's order. */
const FORMAT = 'tocsin-replay';
const VERSION = 1;
/** Lines that are read before others have their turn. */
const LINES_A_TURN = 100;
/** No event comes near it. */
const DEEPEST = 100;

/** One event, with its number in the journal it comes from and when it was committed there. */
const Entry = z.object({ seq: z.number().int().positive(), at: Instant, event: ConsoleEvent });
export type FileEntry = z.infer<typeof Entry>;

const Header = z.object({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  executionId: ExecutionId,
  planName: z.string(),
  executionType: z.string(),
  status: ExecutionStatus,
  from: Instant,
  to: Instant,
  rehearsal: z.boolean(),
  consoleVersion: z.string(),
  exportedAt: Instant,
  events: z.number().int().nonnegative(),
  /** SHA-256 of everything after the header's line, hexadecimal. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type FileHeader = z.infer<typeof Header>;

export interface RecordingFile {
  readonly header: FileHeader;
  readonly entries: readonly FileEntry[];
}

/** Why a text is no recording; `line` counts from 1. */
export interface FileProblem {
  readonly code: 'malformed' | 'newer-format' | 'wrong-digest';
  readonly line: number;
  readonly message: string;
}

export async function writeRecording(
  header: Omit<FileHeader, 'format' | 'version' | 'events' | 'sha256'>,
  entries: readonly FileEntry[],
): Promise<string> {
  const body = entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
  const sha256 = await digestInTurns(body);
  const whole: FileHeader = { format: FORMAT, version: VERSION, ...header, events: entries.length, sha256 };
  return `${JSON.stringify(whole)}\n${body}`;
}

/** Reads what `writeRecording` wrote, perhaps on another console, perhaps changed on its way. Long files are read in short turns. */
export async function readRecording(text: string): Promise<Result<RecordingFile, FileProblem>> {
  const header = await readHeader(text);
  if (!header.ok) return header;
  const entries: FileEntry[] = [];
  const lines = bodyOf(text).split('\n');
  if (lines.pop() !== '') return problem('malformed', lines.length + 2, 'the last line does not end; the file was cut off');
  for (const [index, line] of lines.entries()) {
    const read = readEntry(line, index + 2);
    if (!read.ok) return read;
    const before = entries.at(-1)?.seq ?? 0;
    if (read.value.seq <= before)
      return problem('malformed', index + 2, `its number ${read.value.seq} does not follow ${before}`);
    entries.push(read.value);
    if (index % LINES_A_TURN === 0) await nextTurn();
  }
  if (entries.length === 0) return problem('malformed', 1, 'the recording holds no event');
  if (entries.length !== header.value.events)
    return problem('malformed', 1, `the header names ${header.value.events} events, and there are ${entries.length}`);
  return ok({ header: header.value, entries });
}

/** The digest is checked before any line is read: a line that was changed on the way is not to be trusted. */
export async function readHeader(text: string): Promise<Result<FileHeader, FileProblem>> {
  const value = jsonOf(text.slice(0, endOfFirstLine(text)));
  const kind = z.looseObject({ format: z.literal(FORMAT), version: z.number() }).safeParse(value);
  if (!kind.success) return problem('malformed', 1, 'this is not the header of a recording made by a Tocsin console');
  if (kind.data.version > VERSION)
    return problem(
      'newer-format',
      1,
      `it has format ${kind.data.version}, and this console reads format ${VERSION}. Open it with a newer console`,
    );
  const header = Header.safeParse(value);
  if (!header.success) return problem('malformed', 1, `the header cannot be read: ${firstIssue(header.error)}`);
  const impossible = impossibleIdIn(header.data);
  if (impossible !== null) return problem('malformed', 1, `${impossible} is no id that a console gives`);
  if (header.data.to < header.data.from) return problem('malformed', 1, 'the recording ends before it begins');
  if ((await digestInTurns(bodyOf(text))) !== header.data.sha256)
    return problem('wrong-digest', 1, 'what follows is not what the header was made for: the file was changed or cut off');
  return ok(header.data);
}

function readEntry(line: string, number: number): Result<FileEntry, FileProblem> {
  const value = jsonOf(line);
  if (value === undefined) return problem('malformed', number, 'this is not JSON');
  if (!isWithinDepth(value, DEEPEST)) return problem('malformed', number, `it is nested more than ${DEEPEST} levels deep`);
  const impossible = impossibleIdIn(value);
  if (impossible !== null) return problem('malformed', number, `${impossible} is no id that a console gives`);
  const entry = Entry.safeParse(value);
  return entry.success ? ok(entry.data) : problem('malformed', number, firstIssue(entry.error));
}

function problem(code: FileProblem['code'], line: number, message: string): Result<never, FileProblem> {
  return err({ code, line, message });
}

function firstIssue({ issues: [issue] }: z.ZodError): string {
  return issue === undefined ? 'it does not have the expected form' : `${issue.path.join('.')}: ${issue.message}`;
}

function endOfFirstLine(text: string): number {
  const end = text.indexOf('\n');
  return end === -1 ? text.length : end;
}

function bodyOf(text: string): string {
  return text.slice(endOfFirstLine(text) + 1);
}
