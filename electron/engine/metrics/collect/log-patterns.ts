import type { ErrorPattern } from '../../../../shared/domain/logs/error-pattern';
import type { Collector, Measured } from './collector';

/** Patterns measured: those with the most lines. */
const MOST = 200;
/** A label is a name, not a text. */
const MOST_LETTERS = 120;

/** Error lines by what they have in common, as many as were read since the sample before; where none were, nothing. */
export function logPatterns(patterns: () => readonly ErrorPattern[]): Collector {
  let before: ReadonlyMap<string, number> | null = null;

  return {
    sampled({ atMs }) {
      const all = [...patterns()].sort((one, other) => other.count - one.count).slice(0, MOST);
      const held = before;
      before = new Map(all.map((one) => [keyOf(one), one.count]));
      // What a former session counted was measured then.
      if (held === null) return [];
      return all.flatMap((one): Measured[] => {
        const fresh = one.count - (held.get(keyOf(one)) ?? 0);
        const labels = { logGroup: one.logGroup, pattern: named(one.pattern) };
        return fresh <= 0 ? [] : [{ name: 'LogPatternLines', contextId: one.contextId, labels, atMs, value: fresh }];
      });
    },
  };
}

function keyOf({ contextId, logGroup, pattern }: ErrorPattern): string {
  return `${contextId}\n${logGroup}\n${pattern}`;
}

function named(pattern: string): string {
  return pattern.length <= MOST_LETTERS ? pattern : `${pattern.slice(0, MOST_LETTERS)}…`;
}
