/**
 * Whether lists and objects of `value`, as JSON has them, lie within each other at most `most` deep. What comes from elsewhere may be
 * nested deeper than any function that calls itself can follow.
 */
export function isWithinDepth(value: unknown, most: number): boolean {
  let level: readonly unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    const nested = level.filter((one): one is object => typeof one === 'object' && one !== null);
    if (nested.length > 0 && depth >= most) return false;
    level = nested.flatMap((one): unknown[] => Object.values(one));
  }
  return true;
}
