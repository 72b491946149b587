/** How long a critical alert takes the upper half. */
const LARGE_FOR_MS = 60_000;

/** The moments at which open alerts were first seen; ids that are not open any more go, so that the map stays as small as they are few. */
export function seenAfter(
  seen: ReadonlyMap<string, number>,
  open: readonly string[],
  nowMs: number,
): ReadonlyMap<string, number> {
  return new Map(open.map((id) => [id, seen.get(id) ?? nowMs]));
}

/** Whether an alert first seen then (null: only now) is still shown large. */
export function isLarge(seenAtMs: number | null, nowMs: number): boolean {
  return seenAtMs === null || nowMs - seenAtMs < LARGE_FOR_MS;
}
