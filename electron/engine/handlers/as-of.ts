import type { JournalEntry } from '../../../shared/domain/events';
import { type ContextId, instantOf } from '../../../shared/domain/primitives';
import type { Engine } from '../engine-api';
import { invalid, notFound } from './problems';

interface Asked {
  readonly until?: string | undefined;
  readonly recording?: string | undefined;
}

type ReadEvents = (
  subjects: readonly string[],
  contextId: ContextId | null,
  before: number | null,
  limit: number,
) => JournalEntry[];

/**
 * How events are read: all of the journal's, those it held at an instant, or those of a recording that was opened.
 */
export async function eventsAsOf(engine: Engine, asked: Asked): Promise<ReadEvents> {
  const { history, replays } = engine.inside;
  const untilMs = asked.until === undefined ? null : momentOf(asked.until);
  if (asked.recording !== undefined) {
    const reel = await replays.find(asked.recording);
    if (reel === null) throw notFound('recording', asked.recording);
    const last = reel.timeline.seqAt(untilMs ?? Number.MAX_SAFE_INTEGER);
    return (subjects, _, before, limit) => reel.events({ subjects, before, last, limit });
  }
  const last = untilMs === null ? null : replays.lastSeqAt(instantOf(untilMs));
  return (subjects, contextId, before, limit) =>
    history.events({ subjects, contextId, before: last === null ? before : Math.min(before ?? last + 1, last + 1), limit });
}

function momentOf(text: string): number {
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) throw invalid('events.invalid', 'until', 'not a moment in ISO 8601');
  return ms;
}
