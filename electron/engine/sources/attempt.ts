import type { ConsoleEvent } from '../../../shared/domain/events';
import type { SourceError } from '../../../shared/domain/health';
import { retryAfterMs, sourceErrorOf } from '../aws/errors';
import type { CommitError } from '../engine-api';
import type { Answer, Reading, Source } from './source';

/** How one reading went. `unreadable` is a fault of some items in an answer that otherwise arrived. */
export type Outcome =
  | {
      readonly kind: 'read';
      readonly events: readonly ConsoleEvent[];
      readonly unreadable: SourceError | null;
      readonly nextSeconds: number | null;
      readonly restsBecause: string | null;
    }
  | { readonly kind: 'failed'; readonly error: SourceError; readonly retryAfterMs: number | null }
  | { readonly kind: 'stopped' };

/** Reads once and records what is new. What cannot be recorded counts as not read, so that the next reading brings it again. */
export async function attempt(source: Source, reading: Reading): Promise<Outcome> {
  let answer: Answer;
  try {
    answer = await source.read(reading);
  } catch (error) {
    return failure(error, reading);
  }
  if (reading.signal.aborted) return { kind: 'stopped' };
  if (answer.events.length > 0) {
    const refused = await recordAll(answer.events, reading);
    if (refused !== null) return { kind: 'failed', error: refused, retryAfterMs: null };
  }
  try {
    await answer.recorded?.();
  } catch (error) {
    return failure(error, reading);
  }
  return {
    kind: 'read',
    events: answer.events,
    unreadable: unreadableOf(answer),
    nextSeconds: answer.nextSeconds ?? null,
    restsBecause: answer.restsBecause ?? null,
  };
}

/** Why the events could not be recorded, or null. */
async function recordAll(events: readonly ConsoleEvent[], reading: Reading): Promise<SourceError | null> {
  try {
    const committed = await reading.core.record(events);
    return committed.ok ? null : unrecorded(committed.error);
  } catch (error) {
    // A mistake of ours. The source must go on all the same, and must not look healthy.
    reading.ports.log.error(
      { context: reading.contextId, error: String(error), stack: stackOf(error) },
      'a reading could not be recorded',
    );
    return unfit;
  }
}

const unfit: SourceError = {
  code: 'malformed',
  message: 'What was read does not fit the journal: a fault of the console.',
  next: 'The reading is repeated. If this stays, report it with the log entry “a reading could not be recorded”.',
  action: null,
  resource: null,
};

function failure(error: unknown, reading: Reading): Outcome {
  if (reading.signal.aborted) return { kind: 'stopped' };
  const { spec } = reading.aws;
  const about = { profile: spec.profile, region: reading.place?.region ?? spec.region, wallNowMs: reading.ports.wall.nowMs() };
  const known = sourceErrorOf(error, about);
  // Anything the rules do not recognise may be a mistake of ours; the log keeps where it happened.
  if (known.code === 'rejected')
    reading.ports.log.warn({ context: reading.contextId, error: String(error), stack: stackOf(error) }, 'a call was rejected');
  return { kind: 'failed', error: known, retryAfterMs: retryAfterMs(error) };
}

function stackOf(error: unknown): string | null {
  return error instanceof Error ? (error.stack ?? null) : null;
}

function unrecorded(error: CommitError): SourceError {
  return {
    code: 'rejected',
    message: `What was read could not be recorded: ${error.message}`,
    next: 'Free space or repair the data directory; nothing is lost, the reading is repeated.',
    action: null,
    resource: null,
  };
}

function unreadableOf(answer: Answer): SourceError | null {
  const [first, ...more] = answer.unreadable ?? [];
  if (first === undefined) return null;
  const others = more.length === 0 ? '' : ` (and ${more.length} more)`;
  return {
    code: 'malformed',
    message: `Could not be understood: ${first.subject}${others}: ${first.reason.slice(0, 300)}`,
    next: 'Everything else was read. Look at the item named here in the platform’s own table.',
    action: null,
    resource: null,
  };
}
