/** Epoch milliseconds as a field for a date and a time has them, in the operator's zone: `2026-03-14T14:03`. Empty for no moment. */
export function localOf(ms: number): string {
  if (Number.isNaN(ms)) return '';
  const offsetMs = new Date(ms).getTimezoneOffset() * 60_000;
  return new Date(ms - offsetMs).toISOString().slice(0, 16);
}
