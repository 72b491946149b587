import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { ORPCError } from '@orpc/server';
import { MOST_RECORDING_BYTES } from '../../../shared/contract/replay';
import { msOf } from '../../../shared/domain/primitives';
import { unreachable } from '../../../shared/lib/unreachable';
import type { Engine } from '../engine-api';
import type { OpenProblem } from '../replay/opened-files';
import type { Reel } from '../replay/recording';
import { done, runCommand } from './commands';
import type { Implementer } from './implementer';
import { impossible, invalid, notFound, unavailable } from './problems';

/** In Node's own threads: the engine goes on meanwhile. */
const unpacked = promisify(gunzip);

export function replayHandlers(os: Implementer, engine: Engine) {
  const { replay } = os;
  const { replays } = engine.inside;
  const find = async (recordingId: string): Promise<Reel> => {
    const reel = await replays.find(recordingId);
    if (reel === null) throw notFound('recording', recordingId);
    return reel;
  };
  return {
    list: replay.list.handler(async () => ({ items: await replays.list() })),
    marks: replay.marks.handler(async ({ input }) => {
      const reel = await find(input.executionId);
      return { from: reel.about.from, to: reel.about.to, items: [...reel.marks()] };
    }),
    at: replay.at.handler(async ({ input }) => {
      const reel = await find(input.executionId);
      return replays.at(reel, instantAsked(reel, input.at));
    }),
    export: replay.export.handler(({ input, context: { actor } }) =>
      runCommand(engine, { command: 'replay.export', need: 'view', actor, note: input.executionId }, async () => {
        const file = await replays.export(await find(input.executionId));
        if (file === null) throw notFound('recording', input.executionId);
        return done(`Recording ${file.fileName} was written.`, file);
      }),
    ),
    open: replay.open.handler(({ input, context: { actor } }) =>
      runCommand(engine, { command: 'replay.open', need: 'act', actor, note: input.fileName }, async () => {
        const opened = await replays.open(input.fileName, await textOf(input));
        if (!opened.ok) throw refusal(opened.error);
        return done(`Recording ${input.fileName} was opened.`, opened.value);
      }),
    ),
    close: replay.close.handler(({ input, context: { actor } }) =>
      runCommand(engine, { command: 'replay.close', need: 'act', actor, note: input.recordingId }, async () => {
        if (!(await replays.close(input.recordingId))) throw notFound('recording', input.recordingId);
        return done('The recording was forgotten.', { recordingId: input.recordingId });
      }),
    ),
    subscribe: replay.subscribe.handler(async function* ({ input, signal }) {
      const reel = await find(input.recordingId);
      yield* replays.play(reel, msOf(input.from), input.speed, signal ?? new AbortController().signal);
    }),
  };
}

/** Epoch milliseconds; without an instant, the end. */
function instantAsked({ about }: Reel, asked: string | undefined): number {
  if (asked === undefined) return msOf(about.to);
  const ms = Date.parse(asked);
  if (Number.isNaN(ms)) throw invalid('replay.invalid', 'at', 'not a moment in ISO 8601');
  if (ms < msOf(about.from) || ms > msOf(about.to))
    throw invalid('replay.outside', 'at', `the recording goes from ${about.from} to ${about.to}`);
  return ms;
}

async function textOf({
  text,
  gzip,
}: {
  readonly text?: string | undefined;
  readonly gzip?: string | undefined;
}): Promise<string> {
  if (text !== undefined && Buffer.byteLength(text) > MOST_RECORDING_BYTES) throw tooLarge();
  if (text !== undefined) return text;
  if (gzip === undefined) throw invalid('replay.invalid', 'text', 'the text of the recording is missing');
  try {
    const plain = await unpacked(Buffer.from(gzip, 'base64'), { maxOutputLength: MOST_RECORDING_BYTES });
    return plain.toString('utf8');
  } catch (thrown) {
    if (thrown instanceof RangeError) throw tooLarge();
    if (thrown instanceof Error && 'code' in thrown) throw invalid('replay.malformed', 'gzip', 'this is not compressed by gzip');
    throw thrown;
  }
}

function tooLarge(): ORPCError<'PAYLOAD_TOO_LARGE', { code: string }> {
  return new ORPCError('PAYLOAD_TOO_LARGE', {
    status: 413,
    message: `A recording may have at most ${MOST_RECORDING_BYTES / 1024 / 1024} MB.`,
    data: { code: 'replay.too-large' },
  });
}

function refusal(error: OpenProblem): ORPCError<string, unknown> {
  switch (error.code) {
    case 'unreadable': {
      const { code, line, message } = error.problem;
      return invalid(`replay.${code}`, `line ${line}`, `${message}.`);
    }
    case 'too-many':
      return impossible('replay.too-many', `${error.most} recordings are open here. Close one first.`);
    case 'not-writable':
      return unavailable('replay.not-writable', `The recording cannot be kept in the data directory: ${error.message}.`);
    default:
      return unreachable(error);
  }
}
