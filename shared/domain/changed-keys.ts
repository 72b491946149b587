/**
 * Which keys differ between two records of one family. Whoever copies a record to change it may leave a note of what was changed, so
 * that comparing thousands of keys costs what changed and not what there is. Notes are an aid only: without them everything is compared.
 */
interface Note {
  /** Stands for this very record in the notes of its descendants. */
  readonly token: object;
  /** The newest steps that led here, oldest first. */
  readonly steps: readonly { readonly from: object; readonly keys: ReadonlySet<string> }[];
}

const notes = new WeakMap<object, Note>();
const MOST_STEPS = 24;

/** Notes that `copy` is `original` but for `keys`. The set may still grow while the copy is being made. */
export function noteCopy(original: object, copy: object, keys: ReadonlySet<string>): void {
  const before = noteOf(original);
  const steps = [...before.steps, { from: before.token, keys }].slice(-MOST_STEPS);
  notes.set(copy, { token: {}, steps });
}

/** Keys whose value differs, by identity, between two records: put, replaced or removed. Records of one identity differ in nothing. */
export function changedKeys<T>(before: Readonly<Record<string, T>>, after: Readonly<Record<string, T>>): readonly string[] {
  if (before === after) return [];
  const noted = notedKeys(before, after);
  return noted === null
    ? compared(before, after)
    : noted.filter((key) => before[key] !== after[key] || key in before !== key in after);
}

function noteOf(record: object): Note {
  const held = notes.get(record);
  if (held !== undefined) return held;
  const note = { token: {}, steps: [] };
  notes.set(record, note);
  return note;
}

/** Every key touched on the way from `before` to `after`, or null when the way is not known. */
function notedKeys(before: object, after: object): readonly string[] | null {
  const from = notes.get(before)?.token;
  const steps = notes.get(after)?.steps;
  const start = steps?.findIndex((step) => step.from === from) ?? -1;
  if (from === undefined || steps === undefined || start < 0) return null;
  const keys = new Set<string>();
  for (const step of steps.slice(start)) for (const key of step.keys) keys.add(key);
  return [...keys];
}

function compared<T>(before: Readonly<Record<string, T>>, after: Readonly<Record<string, T>>): readonly string[] {
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
