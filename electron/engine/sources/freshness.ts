/** Wall seconds without an answer that are nobody's fault: connection set-up, a retry, a busy machine. */
const patienceWallSeconds = 3;

/**
 * Engine seconds for which a reading counts as current: a few intervals, and never less than a hitch of the machine lasts at this
 * speed of the clock (at ×600 three wall seconds are half an hour of the rehearsal).
 */
export function freshForSeconds(everySeconds: number, longPollSeconds: number, speed: number): number {
  const pace = Math.max(1, speed);
  return Math.ceil(Math.max(4 * everySeconds, (3 * longPollSeconds + patienceWallSeconds) * pace));
}
