/** One place in a document that is another than before; undefined is not there. */
export interface Difference {
  /** `features.keep-awake`, `rules[2].Severity`. */
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

const DEEPEST = 12;

/** Where two JSON values differ, in the order in which the newer one has its fields; lists are compared place by place. */
export function differencesOf(before: unknown, after: unknown, most: number): readonly Difference[] {
  const found: Difference[] = [];
  compare(before, after, '', 0);
  return found;

  function compare(was: unknown, is: unknown, path: string, depth: number): void {
    if (found.length >= most || was === is) return;
    if (depth < DEEPEST && Array.isArray(was) && Array.isArray(is)) {
      for (let index = 0; index < Math.max(was.length, is.length); index += 1)
        compare(was[index], is[index], `${path}[${index}]`, depth + 1);
    } else if (depth < DEEPEST && isRecord(was) && isRecord(is)) {
      for (const key of new Set([...Object.keys(is), ...Object.keys(was)]))
        compare(was[key], is[key], path === '' ? key : `${path}.${key}`, depth + 1);
    } else if (JSON.stringify(was) !== JSON.stringify(is)) found.push({ path, before: was, after: is });
  }
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
