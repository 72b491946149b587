import { eventIterator, type } from '@orpc/contract';
import { z } from 'zod';
import { ExecutionId, Instant } from '../domain/primitives';
import { collections, ExecutionStatus } from '../domain/view';
import { method } from './base';
import type { StreamItem } from './stream';

/** What can be played: an execution of this console's journal, by its id, or a file that was opened, as `file-…`. */
export const RecordingId = z.string().min(1).max(200);

export const Recording = z.object({
  recordingId: RecordingId,
  kind: z.enum(['execution', 'file']),
  executionId: ExecutionId,
  planName: z.string(),
  /** DRILL or RECOVERY, or as it came. */
  executionType: z.string(),
  status: ExecutionStatus,
  /** The instants that can be shown: from when the execution was first heard of, to its last event (at most an hour after its end). */
  from: Instant,
  to: Instant,
  /** Whether the execution goes on, so that `to` is now. */
  running: z.boolean(),
  rehearsal: z.boolean(),
  /** For a file: what it was called, by which console it was made and when. */
  file: z
    .object({ name: z.string(), consoleVersion: z.string(), exportedAt: Instant, openedAt: Instant, sizeBytes: z.number().int() })
    .nullable(),
});
export type Recording = z.infer<typeof Recording>;

export const markKinds = [
  'begin',
  'end',
  'wave-began',
  'wave-ended',
  'failure',
  'pause',
  'resumed',
  'alert',
  'acknowledged',
  'command',
] as const;

/** A point worth jumping to. `what` names the wave, server, alert or command; `words` is the whole as an English sentence. */
export const Mark = z.object({
  at: Instant,
  seq: z.number().int(),
  kind: z.enum(markKinds),
  what: z.string(),
  words: z.string(),
});
export type Mark = z.infer<typeof Mark>;

const all = <S extends z.ZodType>(entity: S) => z.record(z.string(), entity);
/** Every collection of the live view, by key. */
const WholeView = z.object({
  engine: all(collections.engine),
  contexts: all(collections.contexts),
  sources: all(collections.sources),
  plans: all(collections.plans),
  executions: all(collections.executions),
  participants: all(collections.participants),
  jobs: all(collections.jobs),
  servers: all(collections.servers),
  instances: all(collections.instances),
  notices: all(collections.notices),
  incidents: all(collections.incidents),
  malformed: all(collections.malformed),
  forecasts: all(collections.forecasts),
});

const byRecording = z.object({ executionId: RecordingId });
const anInstant = Instant.or(z.iso.datetime({ offset: true }));

/** Largest file that is opened, in bytes of text. */
export const MOST_RECORDING_BYTES = 64 * 1024 * 1024;

export const replay = {
  list: method
    .route({
      method: 'GET',
      path: '/replay',
      summary: 'Executions that can be played back, newest first, and recordings that were opened',
    })
    .input(z.object({}))
    .output(z.object({ items: z.array(Recording) })),
  marks: method
    .route({
      method: 'GET',
      path: '/replay/{executionId}/marks',
      summary: 'Points of a recording worth jumping to, oldest first',
    })
    .input(byRecording)
    .output(z.object({ from: Instant, to: Instant, items: z.array(Mark) })),
  export: method
    .route({
      method: 'GET',
      path: '/replay/{executionId}/file',
      summary: 'The recording as a file that another console opens: JSON Lines, redacted, with its digest',
    })
    .input(byRecording)
    .output(z.object({ fileName: z.string(), text: z.string() })),
  at: method
    .route({
      method: 'GET',
      path: '/replay/{executionId}',
      summary: 'Everything as the console had it at an instant; without `at`, at the end of the recording',
    })
    .input(byRecording.extend({ at: anInstant.optional() }))
    .output(z.object({ at: Instant, seq: z.number().int(), view: WholeView })),
  open: method
    .route({
      method: 'POST',
      path: '/replay/files',
      summary: 'Open a recording: its text, or that text compressed by gzip, in base64',
    })
    .input(
      z.object({
        fileName: z.string().min(1).max(200),
        text: z.string().optional(),
        gzip: z.string().optional(),
      }),
    )
    .output(Recording),
  close: method
    .route({ method: 'DELETE', path: '/replay/files/{recordingId}', summary: 'Forget a recording that was opened' })
    .input(z.object({ recordingId: RecordingId }))
    .output(z.object({ recordingId: RecordingId })),
  /**
   * Over MessagePort and WebSocket only: the view at `from`, then what changes as the replay's clock goes on, `speed` times as fast as
   * it went. Ends at the end of the recording; at speed 0 after the first item.
   */
  subscribe: method
    .input(z.object({ recordingId: RecordingId, from: Instant, speed: z.number().min(0).max(300) }))
    .output(eventIterator(type<StreamItem>())),
};
