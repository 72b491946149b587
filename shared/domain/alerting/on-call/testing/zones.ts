import ICAL from 'ical.js';

interface Rules {
  readonly standard: readonly [from: string, to: string, start: string, rule: string];
  readonly daylight: readonly [from: string, to: string, start: string, rule: string];
}

/** Clock changes as their laws say, since 2008: written by hand, so that nothing here comes from the library that is checked. */
const changing: Readonly<Record<string, Rules>> = {
  'Europe/Berlin': {
    standard: ['+0200', '+0100', '20071028T030000', 'BYMONTH=10;BYDAY=-1SU'],
    daylight: ['+0100', '+0200', '20080330T020000', 'BYMONTH=3;BYDAY=-1SU'],
  },
  'America/New_York': {
    standard: ['-0400', '-0500', '20071104T020000', 'BYMONTH=11;BYDAY=1SU'],
    daylight: ['-0500', '-0400', '20080309T020000', 'BYMONTH=3;BYDAY=2SU'],
  },
  'Australia/Sydney': {
    standard: ['+1100', '+1000', '20080406T030000', 'BYMONTH=4;BYDAY=1SU'],
    daylight: ['+1000', '+1100', '20081005T020000', 'BYMONTH=10;BYDAY=1SU'],
  },
  // Half an hour.
  'Australia/Lord_Howe': {
    standard: ['+1100', '+1030', '20080406T020000', 'BYMONTH=4;BYDAY=1SU'],
    daylight: ['+1030', '+1100', '20081005T020000', 'BYMONTH=10;BYDAY=1SU'],
  },
  'Pacific/Auckland': {
    standard: ['+1300', '+1200', '20080406T030000', 'BYMONTH=4;BYDAY=1SU'],
    daylight: ['+1200', '+1300', '20080928T020000', 'BYMONTH=9;BYDAY=-1SU'],
  },
  'Europe/London': {
    standard: ['+0100', '+0000', '20071028T020000', 'BYMONTH=10;BYDAY=-1SU'],
    daylight: ['+0000', '+0100', '20080330T010000', 'BYMONTH=3;BYDAY=-1SU'],
  },
};

const fixed: Readonly<Record<string, string>> = {
  'Asia/Kolkata': '+0530',
  'Asia/Kathmandu': '+0545',
  'America/Phoenix': '-0700',
};

export const someZones = [...Object.keys(changing), ...Object.keys(fixed)];

/** A VTIMEZONE of its own making. */
export function vtimezone(zone: string): string {
  const rules = changing[zone];
  const lines = ['BEGIN:VTIMEZONE', `TZID:${zone}`];
  if (rules === undefined) {
    const offset = fixed[zone] ?? '+0000';
    lines.push(...observance('STANDARD', [offset, offset, '20000101T000000', '']));
  } else lines.push(...observance('STANDARD', rules.standard), ...observance('DAYLIGHT', rules.daylight));
  return [...lines, 'END:VTIMEZONE'].join('\r\n');
}

function observance(kind: string, [from, to, start, rule]: Rules['standard']): string[] {
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
  const rules = changing[zone];
  if (rules === undefined) return [];
  return [rules.standard, rules.daylight].flatMap(([from, to, start, rule]) => {
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
