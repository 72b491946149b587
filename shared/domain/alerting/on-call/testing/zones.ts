import ICAL from 'ical.js';

type Observance = readonly [from: string, to: string, start: string, rule: string];

interface Rules {
  readonly standard: Observance;
  readonly daylight: Observance;
}

/** Offsets of both, then the first change to each and its day of every year. */
function rules(standard: string, daylight: string, [backAt, backOn]: Change, [forthAt, forthOn]: Change): Rules {
  return { standard: [daylight, standard, backAt, backOn], daylight: [standard, daylight, forthAt, forthOn] };
}

type Change = readonly [start: string, rule: string];

/** A Sunday of a month: the first is 1, the last -1. */
function sunday(month: number, nth: number, start: string): Change {
  return [start, `BYMONTH=${month};BYDAY=${nth}SU`];
}

/** Clock changes as their laws say, since 2008: written by hand, so that nothing here comes from the library that is checked. */
const changing: Readonly<Record<string, Rules>> = {
  'Europe/Berlin': rules('+0100', '+0200', sunday(10, -1, '20071028T030000'), sunday(3, -1, '20080330T020000')),
  'America/New_York': rules('-0500', '-0400', sunday(11, 1, '20071104T020000'), sunday(3, 2, '20080309T020000')),
  'Australia/Sydney': rules('+1000', '+1100', sunday(4, 1, '20080406T030000'), sunday(10, 1, '20081005T020000')),
  // Half an hour.
  'Australia/Lord_Howe': rules('+1030', '+1100', sunday(4, 1, '20080406T020000'), sunday(10, 1, '20081005T020000')),
  'Pacific/Auckland': rules('+1200', '+1300', sunday(4, 1, '20080406T030000'), sunday(9, -1, '20080928T020000')),
  'Europe/London': rules('+0000', '+0100', sunday(10, -1, '20071028T020000'), sunday(3, -1, '20080330T010000')),
};

const fixed: Readonly<Record<string, string>> = {
  'Asia/Kolkata': '+0530',
  'Asia/Kathmandu': '+0545',
  'America/Phoenix': '-0700',
};

export const someZones = [...Object.keys(changing), ...Object.keys(fixed)];

/** A VTIMEZONE of its own making. */
export function vtimezone(zone: string): string {
  const changes = changing[zone];
  const lines = ['BEGIN:VTIMEZONE', `TZID:${zone}`];
  if (changes === undefined) {
    const offset = fixed[zone] ?? '+0000';
    lines.push(...observance('STANDARD', [offset, offset, '20000101T000000', '']));
  } else lines.push(...observance('STANDARD', changes.standard), ...observance('DAYLIGHT', changes.daylight));
  return [...lines, 'END:VTIMEZONE'].join('\r\n');
}

function observance(kind: string, [from, to, start, rule]: Observance): string[] {
  const repeats = rule === '' ? [] : [`RRULE:FREQ=YEARLY;${rule}`];
  return [`BEGIN:${kind}`, `DTSTART:${start}`, `TZOFFSETFROM:${from}`, `TZOFFSETTO:${to}`, ...repeats, `END:${kind}`];
}

/**
 * Epoch milliseconds at which a repeated event begins, before `toMs`, as the calendar library has it; but for times that come twice or
 * not at all, of which it takes the second and the hour before: there the offset before the change holds (RFC 5545, 3.3.5).
 */
export function startsOf(zone: string, local: string, rule: string, toMs: number): number[] {
  const text = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    vtimezone(zone),
    'BEGIN:VEVENT',
    'UID:turn',
    `DTSTART;TZID=${zone}:${local.replaceAll(/[-:]/g, '')}00`,
    `RRULE:${rule}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ].join('\r\n');
  const calendar = new ICAL.Component(ICAL.parse(text));
  const described = calendar.getFirstSubcomponent('vtimezone');
  const repeated = calendar.getFirstSubcomponent('vevent');
  if (described === null || repeated === null) throw new Error('no calendar');
  const timezone = new ICAL.Timezone(described);
  const event = new ICAL.Event(repeated);
  const start = event.startDate;
  start.zone = timezone;
  const iterator = event.iterator(start);
  const doubtful = doubtfulTimes(zone);
  const starts: number[] = [];
  for (let next = iterator.next(); next; next = iterator.next()) {
    next.zone = timezone;
    const shown = figures(next);
    const doubt = doubtful.find(({ fromLocal, toLocal }) => fromLocal <= shown && shown < toLocal);
    const at = doubt === undefined ? next.toUnixTime() * 1000 : shown - doubt.offset;
    if (at >= toMs) return starts;
    starts.push(at);
  }
  return starts;
}

/** Times that come twice or not at all until 2040, with the offset before the change. */
function doubtfulTimes(zone: string): { readonly fromLocal: number; readonly toLocal: number; readonly offset: number }[] {
  const changes = changing[zone];
  if (changes === undefined) return [];
  return [changes.standard, changes.daylight].flatMap(([from, to, start, rule]) => {
    const offset = offsetOf(from);
    const turned = offsetOf(to) - offset;
    const onset = ICAL.Time.fromString(
      `${start.slice(0, 4)}-${start.slice(4, 6)}-${start.slice(6, 8)}T${start.slice(9, 11)}:00:00`,
      null,
    );
    const iterator = ICAL.Recur.fromString(`FREQ=YEARLY;UNTIL=20400101T000000;${rule}`).iterator(onset);
    const times = [];
    for (let next = iterator.next(); next; next = iterator.next())
      times.push({
        fromLocal: figures(next) + Math.min(turned, 0),
        toLocal: figures(next) + Math.max(turned, 0),
        offset,
      });
    return times;
  });
}

function figures(time: ICAL.Time): number {
  return Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute, time.second);
}

function offsetOf(text: string): number {
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(3, 5));
  return (text.startsWith('-') ? -minutes : minutes) * 60_000;
}
