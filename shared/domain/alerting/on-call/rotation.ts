import type { PersonId } from './person';
import type { Layer } from './schedule';
import { type Span, spansOf } from './weekly';
import { DAY, HOUR, localMsOf, localOf, momentOf } from './zones';

/** One person's turn, or what restrictions leave of it. */
export interface Turn extends Span {
  readonly personId: PersonId;
}

const LENGTH = { hours: HOUR, days: DAY, weeks: 7 * DAY } as const;

/** The turns of a layer within a span, in order, restrictions applied. */
export function turnsOf(layer: Layer, zone: string, within: Span): Turn[] {
  const open = spansOf(layer.restrictions, zone, within);
  let first = 0;
  return wholeTurns(layer, zone, within).flatMap((turn) => {
    while (first < open.length && (open[first]?.toMs ?? 0) <= turn.fromMs) first += 1;
    const parts: Turn[] = [];
    for (let index = first; index < open.length; index += 1) {
      const span = open[index];
      if (span === undefined || span.fromMs >= turn.toMs) break;
      parts.push({
        personId: turn.personId,
        fromMs: Math.max(turn.fromMs, span.fromMs),
        toMs: Math.min(turn.toMs, span.toMs),
      });
    }
    return parts;
  });
}

function wholeTurns(layer: Layer, zone: string, within: Span): Turn[] {
  const length = layer.handover.every * LENGTH[layer.handover.unit];
  const start = localMsOf(layer.startsAt);
  const end = layer.endsAt === null ? within.toMs : Math.min(within.toMs, momentOf(zone, localMsOf(layer.endsAt)));
  const number = Math.max(0, Math.floor((localOf(zone, within.fromMs) - start) / length) - slack(length));
  const turns: Turn[] = [];
  // Where clocks leave out an hour, a handover within it comes as late as the next one: whoever comes after has the turn.
  let toMs = Number.POSITIVE_INFINITY;
  const last = Math.ceil((localOf(zone, within.toMs) - start) / length) + slack(length);
  for (let turn = last; turn >= number; turn -= 1) {
    const fromMs = momentOf(zone, start + turn * length);
    const clipped = { fromMs: Math.max(fromMs, within.fromMs), toMs: Math.min(toMs, end) };
    if (clipped.fromMs < clipped.toMs) turns.push({ ...clipped, personId: personAt(layer.people, turn) });
    toMs = Math.min(toMs, fromMs);
  }
  return turns.reverse();
}

/** Clocks were never turned by more than a day. */
function slack(length: number): number {
  return Math.ceil(DAY / length) + 1;
}

function personAt(people: readonly PersonId[], turn: number): PersonId {
  const person = people[turn % people.length];
  if (person === undefined) throw new RangeError('a layer without people');
  return person;
}
