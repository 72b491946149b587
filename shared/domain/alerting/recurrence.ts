import type { Instant } from '../primitives';
import type { CauseId } from './causes/cause-ids';
import type { Cause, Incident, Recurrence } from './incident';

/** Earlier incidents of one leading cause and subject. */
export interface Earlier {
  readonly times: number;
  readonly lastAt: Instant;
  /** Newest first; the newest few. */
  readonly incidentIds: readonly string[];
}

/** Looks up incidents that opened before `before` and had this leading cause of this subject; null where there was none. */
export type IncidentHistory = (causeId: CauseId, subjectId: string, before: Instant) => Earlier | null;

/** A cause that says nothing by itself does not come again: only what it is about makes it the same. */
const telling = 0.5;

/** Whether this happened before, looked up only when the leading cause is another than it was. */
export function recurrenceOf(
  incident: Incident,
  leading: Cause | undefined,
  history: IncidentHistory | undefined,
): Recurrence | null {
  const [former] = incident.causes;
  const isSame = former?.causeId === leading?.causeId && former?.subject?.id === leading?.subject?.id;
  if (isSame) return incident.recurrence;
  if (leading === undefined || leading.subject === null || leading.score < telling || history === undefined) return null;
  const earlier = history(leading.causeId, leading.subject.id, incident.openedAt);
  if (earlier === null) return null;
  const times = earlier.times + 1;
  return {
    times,
    lastAt: earlier.lastAt,
    incidentIds: [...earlier.incidentIds],
    text: `The ${ordinal(times)} time: ${leading.title}. The last was on ${earlier.lastAt.slice(0, 10)}.`,
  };
}

const ordinals = ['', 'first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];

function ordinal(count: number): string {
  const word = ordinals[count];
  if (word !== undefined) return word;
  const ten = count % 100;
  const one = count % 10;
  const ending = ten >= 11 && ten <= 13 ? 'th' : one === 1 ? 'st' : one === 2 ? 'nd' : one === 3 ? 'rd' : 'th';
  return `${count}${ending}`;
}
