/** Fields of one line, as they are written: quotes stay, and a comma between quotes parts nothing. */
export function fieldsOf(line: string): readonly string[] {
  if (!line.includes('"')) return line.split(',');
  const fields: string[] = [];
  let from = 0;
  let isQuoted = false;
  for (let at = 0; at < line.length; at++) {
    if (line[at] === '"') isQuoted = !isQuoted;
    if (line[at] !== ',' || isQuoted) continue;
    fields.push(line.slice(from, at));
    from = at + 1;
  }
  return [...fields, line.slice(from)];
}

const WRITTEN_TIME = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(\.\d+)?)?)?\s*(?:Z|([+-])(\d\d):?(\d\d))?$/i;
/** Bare numbers of so many digits are milliseconds since 1970, shorter ones seconds. */
const DIGITS_OF_MS = 12;

/** Milliseconds since 1970 of `2014-02-14 14:30:00`, with or without seconds, fractions, `T`, `Z` and an offset; UTC where none is given. NaN for anything else. */
export function momentOf(text: string): number {
  if (/^\d{9,16}$/.test(text)) return Number(text) * (text.length < DIGITS_OF_MS ? 1000 : 1);
  const [whole, year, month, day, hour, minute, second, fraction, sign, offHours, offMinutes] = WRITTEN_TIME.exec(text) ?? [];
  if (whole === undefined) return Number.NaN;
  const number = (part: string | undefined): number => Number(part ?? 0);
  const dayMs = Date.UTC(number(year), number(month) - 1, number(day));
  // Of no day of the calendar and no time of a day the system would make another one.
  const isDay = new Date(dayMs).getUTCMonth() === number(month) - 1;
  if (!isDay || number(hour) > 24 || number(minute) > 59 || number(second) > 60) return Number.NaN;
  const atMs = dayMs + ((number(hour) * 60 + number(minute)) * 60 + number(second)) * 1000;
  const offsetMs = (number(offHours) * 60 + number(offMinutes)) * 60_000;
  return atMs + Math.floor(number(fraction) * 1000) + (sign === '-' ? offsetMs : -offsetMs);
}

/** NaN for what is no number, and for nothing. */
export function numberOf(text: string): number {
  return text === '' ? Number.NaN : Number(text);
}

/** What a field says, without space around it and without its quotes. */
export function bare(field: string): string {
  const text = field.trim();
  return text.length > 1 && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1).trim() : text;
}
