import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { auditEvents } from '../../../shared/domain/audit/audit-events';
import type { ConsoleEvent } from '../../../shared/domain/events';
import { Instant } from '../../../shared/domain/primitives';
import { reportEvents } from '../../../shared/domain/reports/report-events';
import { err, ok, type Result } from '../../../shared/lib/result';
import type { Actor } from '../ports';

/** What a program beside the console may have recorded; everything else the console knows by itself. */
const TOLD = ['audit.exported', 'report.run-changed', 'report.taken'] as const;
type Told = (typeof TOLD)[number];
export type ToldEvent = Extract<ConsoleEvent, { type: Told }>;

const Event = z
  .discriminatedUnion('type', [...auditEvents, ...reportEvents])
  .refine(
    (event): event is ToldEvent => TOLD.some((type) => type === event.type),
    'is not for programs beside the console to tell',
  );

/** One thing that was done beside the running console. */
const Request = z.object({
  version: z.literal(1),
  /** Wall clock. */
  madeAt: Instant,
  actor: z.object({
    id: z.string().min(1).max(200),
    role: z.enum(['view', 'act', 'admin']),
    host: z.enum(['desktop', 'headless']),
  }),
  event: Event,
});

export interface InboxRequest {
  readonly madeAt: Instant;
  readonly actor: Actor;
  readonly event: ToldEvent;
}

export interface InboxFound {
  /** Oldest first. */
  readonly requests: readonly (InboxRequest & { readonly file: string })[];
  /** Files that say nothing: set aside, and why. */
  readonly refused: readonly { readonly file: string; readonly reason: string }[];
}

const FOLDER = 'inbox';
/** At one look; the next one takes more. */
const MOST = 100;
/** An entry of the log is at most so long, and nothing in here needs more. */
const MOST_BYTES = 200_000;

/** Leaves word for the running console, which records it within seconds, or at its next start. Whole or not at all. */
export function leaveInInbox(dataDir: string, request: InboxRequest, id: string): Result<null, { readonly message: string }> {
  const folder = join(dataDir, FOLDER);
  const name = `${request.madeAt.replace(/[:.]/g, '-')}-${id.replace(/[^A-Za-z0-9_-]/g, '')}`;
  const aside = join(folder, `.${name}.tmp`);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(aside, `${JSON.stringify({ version: 1, ...request })}\n`, { mode: 0o600 });
    renameSync(aside, join(folder, `${name}.json`));
    return ok(null);
  } catch (thrown) {
    if (!isFileError(thrown)) throw thrown;
    removed(aside);
    return err({ message: `${folder} cannot be written: ${thrown.message}` });
  }
}

/** What lies in the inbox; it stays there until `emptied` is called with the files that were recorded. */
export function lookIntoInbox(dataDir: string): InboxFound {
  const folder = join(dataDir, FOLDER);
  const names = namesIn(folder).filter((name) => name.endsWith('.json') && !name.startsWith('.'));
  const found = names
    .sort()
    .slice(0, MOST)
    .map((name) => read(join(folder, name)));
  return {
    requests: found.flatMap((one) => (one.ok ? [one.value] : [])),
    refused: found.flatMap((one) => (one.ok ? [] : [one.error])),
  };
}

/** What was recorded goes; what could not be understood is kept under another name, so that it is not looked at again. */
export function emptyInbox({ requests, refused }: InboxFound): void {
  for (const { file } of requests) removed(file);
  for (const { file } of refused) {
    try {
      renameSync(file, `${file}.refused`);
    } catch (thrown) {
      if (!isFileError(thrown)) throw thrown;
    }
  }
}

/** What cannot be removed stays. */
function removed(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch (thrown) {
    if (!isFileError(thrown)) throw thrown;
  }
}

function read(
  file: string,
): Result<InboxRequest & { readonly file: string }, { readonly file: string; readonly reason: string }> {
  try {
    const text = readFileSync(file, 'utf8');
    if (text.length > MOST_BYTES) return err({ file, reason: `longer than ${MOST_BYTES} characters` });
    const parsed = Request.safeParse(JSON.parse(text));
    return parsed.success ? ok({ ...parsed.data, file }) : err({ file, reason: z.prettifyError(parsed.error) });
  } catch (thrown) {
    if (thrown instanceof SyntaxError || isFileError(thrown)) return err({ file, reason: thrown.message });
    throw thrown;
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (thrown) {
    if (isFileError(thrown)) return [];
    throw thrown;
  }
}

function isFileError(thrown: unknown): thrown is Error {
  return thrown instanceof Error && 'code' in thrown;
}
