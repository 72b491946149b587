/**
 * Seconds a receiver asks us to wait; null where it does not say. A date is counted from the receiver's own clock (`date`) where it tells
 * it, since ours may be wrong.
 *
 * @param nowMs Wall clock, epoch milliseconds.
 */
export function retryAfterSeconds(headers: Readonly<Record<string, string>>, nowMs: number): number | null {
  const said = headers['retry-after']?.trim();
  if (said === undefined || said === '') return null;
  if (/^\d+(\.\d+)?$/.test(said)) return Math.ceil(Number(said));
  const until = Date.parse(said);
  if (Number.isNaN(until)) return null;
  const theirs = Date.parse(headers.date ?? '');
  return Math.max(0, Math.ceil((until - (Number.isNaN(theirs) ? nowMs : theirs)) / 1000));
}
