import type { EventOf } from '../../events';
import type { Severity } from '../../notice';
import type { Labels } from '../labels';

type Correction = EventOf<'severity.corrected'>;

/** So many corrections alike, the last ones, are a habit. */
export const ALIKE = 3;

interface Learned {
  readonly count: number;
  readonly newest: Correction | undefined;
  readonly byKind: ReadonlyMap<string, Severity>;
}

/** The list only grows at its end and loses at its start: its length and its newest tell whether it is the same. */
const learnt = new WeakMap<readonly Correction[], Learned>();

/** What people made of alerts of this name, environment and type, the last three times alike; null while they did not agree. */
export function learnedFrom(corrections: readonly Correction[], name: string, labels: Labels): Severity | null {
  if (corrections.length < ALIKE) return null;
  const held = learnt.get(corrections);
  const isFresh = held !== undefined && held.count === corrections.length && held.newest === corrections.at(-1);
  const learned = isFresh ? held : learn(corrections);
  return learned.byKind.get(kindOf(name, labels)) ?? null;
}

/** What counts as the same kind of alert. */
export function kindOf(name: string, { environment, executionType }: Labels): string {
  return JSON.stringify([name, environment ?? '', executionType ?? '']);
}

function learn(corrections: readonly Correction[]): Learned {
  const said = new Map<string, Severity[]>();
  for (const { name, labels, to } of corrections) {
    const kind = kindOf(name, labels);
    said.set(kind, [...(said.get(kind) ?? []), to].slice(-ALIKE));
  }
  const byKind = new Map<string, Severity>();
  for (const [kind, last] of said) {
    const [first] = last;
    if (first !== undefined && last.length === ALIKE && last.every((one) => one === first)) byKind.set(kind, first);
  }
  const learned = { count: corrections.length, newest: corrections.at(-1), byKind };
  learnt.set(corrections, learned);
  return learned;
}
