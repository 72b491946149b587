import { executionsWithin, type Group, newGroup, type Thought, thoughtOf, touch, within } from './duration-tree';
import { FREEDOM, type Known } from './estimate';
import { type Leaf, logOf, pathOf, type Remembered, withValue } from './leaves';
import type { DurationObservation, SparseJudgement } from './observation';
import { durationWords } from './say-duration';
import { scoreOfTail } from './score';
import { studentQuantile, studentTail } from './tails';

/** Groups that are remembered; those longest without a value are forgotten first. */
export const MOST_LEAVES = 20_000;
/** Fewer executions of a plan in which it came to its end say nothing of what is usual. */
const FEWEST_EXECUTIONS = 3;
/** Nine of ten lie in the band. */
const BAND_TAIL = 0.05;
const BAND_QUANTILE = studentQuantile(BAND_TAIL, FREEDOM);

export interface Durations {
  learn(observation: DurationObservation): void;
  judge(observation: DurationObservation, threshold: number): SparseJudgement;
  leaves(): readonly Leaf[];
  /** Takes in a leaf as `leaves` gave it. */
  put(leaf: Leaf): void;
}

/** Durations of drills, by plan, wave and server, with what is usual in each. */
export function createDurations(): Durations {
  const roots = new Map<string, Group>();
  const leaves = new Map<string, Group>();
  let version = 0;

  function leafAt(path: readonly string[]): Group {
    const key = JSON.stringify(path);
    const held = leaves.get(key);
    if (held !== undefined) return held;
    let parent: Group | null = null;
    let among = roots;
    for (const part of path) {
      const group: Group = among.get(part) ?? newGroup(part, parent);
      among.set(part, group);
      [parent, among] = [group, group.children];
    }
    const leaf: Group = parent ?? newGroup('', null);
    leaf.leaf = { path, values: [] };
    leaves.set(key, leaf);
    return leaf;
  }

  function add(path: readonly string[], value: Remembered): void {
    const group = leafAt(path);
    const { leaf } = group;
    if (leaf === null) return;
    const values = withValue(leaf.values, value);
    if (values === leaf.values) return;
    leaf.values = values;
    touch(group);
    version += 1;
    if (leaves.size > MOST_LEAVES) forget();
  }

  /** A tenth at once, so that this is seldom done. */
  function forget(): void {
    const newest = (group: Group) => group.leaf?.values[0]?.atMs ?? Number.NEGATIVE_INFINITY;
    const byAge = [...leaves].sort(([a, one], [b, other]) => newest(one) - newest(other) || (a < b ? -1 : 1));
    for (const [key, group] of byAge.slice(0, MOST_LEAVES / 10)) {
      leaves.delete(key);
      touch(group);
      let at: Group = group;
      while (at.parent !== null && at.children.size === 0) {
        at.parent.children.delete(at.key);
        at = at.parent;
      }
      if (at.parent === null && at.children.size === 0) roots.delete(at.key);
    }
  }

  /** What is thought at the end of a path, from wherever it leaves what is known. */
  function thoughtAt(path: readonly string[]): { readonly thought: Thought; readonly leaf: Group | null } | null {
    let group = roots.get(path[0] ?? '');
    if (group === undefined) return null;
    for (const [index, part] of path.entries()) {
      if (index === 0) continue;
      const next: Group | undefined = group.children.get(part);
      if (next === undefined) return { thought: beyond(thoughtOf(group, version), path.length - index), leaf: null };
      group = next;
    }
    return { thought: thoughtOf(group, version), leaf: group };
  }

  return {
    learn(observation) {
      const log = logOf(observation.seconds);
      if (log === null || !Number.isFinite(observation.executionAtMs)) return;
      const { executionId, executionAtMs, isOver } = observation;
      add(pathOf(observation), { executionId, atMs: executionAtMs, log, isOver });
    },
    judge(observation, threshold) {
      const path = pathOf(observation);
      const found = thoughtAt(path);
      const plan = roots.get(path[0] ?? '')?.children.get(path[1] ?? '');
      const executions = plan === undefined ? 0 : executionsWithin(plan, version);
      const log = logOf(observation.seconds);
      if (found === null || log === null || executions < FEWEST_EXECUTIONS) return unknown(executions);
      const { at, scatter } = found.thought;
      const spread = Math.sqrt(at.variance + scatter.variance);
      const above = studentTail((log - at.mean) / spread, FREEDOM);
      const isLonger = !observation.isOver || above <= 0.5;
      const tail = isLonger ? above : 1 - above;
      const known = {
        score: scoreOfTail(tail, threshold),
        tail,
        direction: isLonger ? ('longer' as const) : ('shorter' as const),
        expected: bandOf(at, spread),
        usual: Math.exp(at.mean),
        executions,
        enough: true,
      };
      return { ...known, facts: durationWords(observation, known, found.leaf?.leaf?.values ?? []) };
    },
    leaves: () => [...leaves.values()].flatMap(({ leaf }) => (leaf === null ? [] : [leaf])),
    put({ path, values }) {
      for (const value of values) add(path, value);
    },
  };
}

/** Groups nobody has seen lie as far from what they are part of as others of their kind. */
function beyond(thought: Thought, levels: number): Thought {
  let at: Known = thought.at;
  for (let level = 0; level < levels; level += 1) at = within({ ...thought, at });
  return { ...thought, at };
}

function bandOf({ mean }: Known, spread: number): { readonly low: number; readonly high: number } {
  return { low: Math.exp(mean - BAND_QUANTILE * spread), high: Math.exp(mean + BAND_QUANTILE * spread) };
}

function unknown(executions: number): SparseJudgement {
  return { score: 0, tail: 1, direction: 'longer', expected: null, usual: null, executions, enough: false, facts: [] };
}
