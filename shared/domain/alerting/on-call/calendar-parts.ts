import ICAL from 'ical.js';
import type { Steps } from '../../../lib/steps';

/** What a calendar says, event by event. */
export interface CalendarParts {
  /** All that is no event: its time zones. */
  readonly root: ICAL.Component;
  readonly events: readonly ICAL.Component[];
}

const EVENTS_A_STEP = 20;
const BEGIN = '\nBEGIN:VEVENT';
const END = '\nEND:VEVENT';

/** Parses the text of a calendar a few events at a time; throws where it is none. More events than `most` are not parsed at all. */
export function* parsedInSteps(text: string, most: number): Steps<CalendarParts | { readonly tooMany: number }> {
  const { rest, blocks } = splitOf(text);
  if (blocks.length > most) return { tooMany: blocks.length };
  const root = componentOf(ICAL.parse(rest));
  yield;
  const events = root.getAllSubcomponents('vevent');
  for (let from = 0; from < blocks.length; from += EVENTS_A_STEP) {
    const some = blocks.slice(from, from + EVENTS_A_STEP).join('');
    events.push(...componentOf(ICAL.parse(`BEGIN:VCALENDAR${some}\nEND:VCALENDAR`)).getAllSubcomponents('vevent'));
    yield;
  }
  return { root, events };
}

/** Events with the line end before them, and what stands around them. A line of an event that is folded begins with a blank, so none is cut. */
function splitOf(text: string): { readonly rest: string; readonly blocks: readonly string[] } {
  const upper = text.toUpperCase();
  // Letters that become two in capitals would shift every place after them.
  const searched = upper.length === text.length ? upper : text;
  const blocks: string[] = [];
  const around: string[] = [];
  let done = 0;
  for (let begin = searched.indexOf(BEGIN); begin !== -1; begin = searched.indexOf(BEGIN, done)) {
    const end = searched.indexOf(END, begin);
    if (end === -1) break;
    around.push(text.slice(done, begin));
    blocks.push(text.slice(begin, end + END.length));
    done = end + END.length;
  }
  around.push(text.slice(done));
  return { rest: around.flatMap((part) => part.trim() || []).join('\r\n'), blocks };
}

function componentOf(parsed: unknown): ICAL.Component {
  if (!Array.isArray(parsed)) throw new Error('nothing to read');
  const list: unknown[] = parsed;
  // Several calendars in one file come as a list of them.
  const first = Array.isArray(list[0]) ? list[0] : list;
  const component = new ICAL.Component(first);
  if (component.name !== 'vcalendar') throw new Error('no VCALENDAR');
  return component;
}
