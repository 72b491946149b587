/**
 * The first id in `value` (at most a hundred levels deep) that every JavaScript object has a property of, such as `constructor`; null
 * where there is none. No console ever gave such an id, and a lookup by it would find what nobody put there.
 */
export function impossibleIdIn(value: unknown): string | null {
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, inner] of Object.entries(value)) {
    const found =
      typeof inner === 'string' ? (/Id$/.test(key) && inner in Object.prototype ? inner : null) : impossibleIdIn(inner);
    if (found !== null) return found;
  }
  return null;
}
