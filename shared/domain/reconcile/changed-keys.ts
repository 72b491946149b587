/** Keys whose value differs, by identity, between two records: put, replaced or removed. Records of one identity differ in nothing. */
export function changedKeys<T>(before: Readonly<Record<string, T>>, after: Readonly<Record<string, T>>): readonly string[] {
  if (before === after) return [];
  const changed: string[] = [];
  let kept = 0;
  for (const key in after) {
    const held = before[key];
    if (held !== after[key]) changed.push(key);
    if (held !== undefined) kept += 1;
  }
  if (kept === Object.keys(before).length) return changed;
  for (const key in before) if (!(key in after)) changed.push(key);
  return changed;
}
