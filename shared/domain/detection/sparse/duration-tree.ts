import {
  apartBy,
  both,
  FIRST_SCATTER,
  type Known,
  learned,
  nothingKnown,
  pooled,
  type Scatter,
  scatterOf,
  shrunk,
  together,
} from './estimate';
import type { Leaf, Remembered } from './leaves';

/** A group of durations with the groups within it; only the narrowest have values of their own. */
export interface Group {
  readonly key: string;
  readonly parent: Group | null;
  readonly children: Map<string, Group>;
  leaf: Leaf | null;
  /** What its values say by themselves; made anew when one of them changes. */
  summary: Summary | null;
  /** What is thought of it with everything around it, of a version of the whole tree. */
  thought: { readonly version: number; readonly of: Thought } | null;
  /** Executions in which something within the group came to its end, of a version of the whole tree. */
  ended: { readonly version: number; readonly executions: number } | null;
}

interface Summary {
  readonly own: Known;
  readonly scatter: Scatter | null;
  /** How far the groups within lie apart, squared. */
  readonly apart: number;
}

/** What is thought of a group: where it lies, how it scatters, how far those within lie apart. */
export interface Thought {
  readonly at: Known;
  readonly scatter: Scatter;
  readonly apart: number;
}

export function newGroup(key: string, parent: Group | null): Group {
  return { key, parent, children: new Map(), leaf: null, summary: null, thought: null, ended: null };
}

/** Forgets what was made of a group and of all around it. */
export function touch(group: Group): void {
  for (let at: Group | null = group; at !== null; at = at.parent) at.summary = null;
}

/** What is thought of a group; `version` changes whenever anything was learned. */
export function thoughtOf(group: Group, version: number): Thought {
  if (group.thought?.version === version) return group.thought.of;
  const summary = summaryOf(group);
  const whole = group.parent === null ? null : thoughtOf(group.parent, version);
  const scatter = shrunk(summary.scatter, whole?.scatter ?? FIRST_SCATTER);
  const prior = whole === null ? nothingKnown : within(whole);
  const at = group.leaf === null ? both(prior, summary.own) : learned(group.leaf.values, prior, scatter.variance);
  const of = { at, scatter, apart: summary.apart };
  group.thought = { version, of };
  return of;
}

/** What is to be expected of a group within, of which nothing is known itself. */
export function within({ at, apart }: Thought): Known {
  return { mean: at.mean, variance: at.variance + apart };
}

function summaryOf(group: Group): Summary {
  if (group.summary !== null) return group.summary;
  const children = [...group.children.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
  const leaves = children.flatMap(({ leaf }) => (leaf === null ? [] : [leaf.values]));
  const summary = group.leaf === null ? ofChildren(children, leaves) : ofLeaf(group.leaf.values);
  group.summary = summary;
  return summary;
}

function ofLeaf(values: readonly Remembered[]): Summary {
  const scatter = scatterOf([values]);
  return { own: learned(values, nothingKnown, shrunk(scatter, FIRST_SCATTER).variance), scatter, apart: apartBy([]) };
}

function ofChildren(children: readonly Group[], leaves: readonly (readonly Remembered[])[]): Summary {
  const scatter = leaves.length > 0 ? scatterOf(leaves) : pooled(children.map((child) => summaryOf(child).scatter));
  const parts = children.map((child) => summaryOf(child).own).filter(({ variance }) => Number.isFinite(variance));
  const apart = apartBy(parts);
  return { own: together(parts, apart), scatter, apart };
}

/** How many executions have a value within the group that came to its end: those cut short say nothing of what is usual by themselves. */
export function executionsWithin(group: Group, version: number): number {
  if (group.ended?.version !== version) group.ended = { version, executions: endedWithin(group, new Set()).size };
  return group.ended.executions;
}

function endedWithin(group: Group, found: Set<string>): ReadonlySet<string> {
  for (const { executionId, isOver } of group.leaf?.values ?? []) if (isOver) found.add(executionId);
  for (const child of group.children.values()) endedWithin(child, found);
  return found;
}
