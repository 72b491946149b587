/** `22:00` of what was typed: `22:00`, `2200`, `9:30`. Null where it is no time of a day of 24 hours. */
export function timeOfDay(typed: string): string | null {
  const [, hour, minute] = /^(\d{1,2})[:.]?(\d{2})$/.exec(typed.trim()) ?? [];
  if (hour === undefined || minute === undefined || Number(hour) > 23 || Number(minute) > 59) return null;
  return `${hour.padStart(2, '0')}:${minute}`;
}
