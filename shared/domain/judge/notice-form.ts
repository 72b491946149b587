import type { Context } from '../context';
import type { Notice } from '../notice';
import type { Execution } from '../view';

type Said = Omit<Notice, 'acknowledgedAt' | 'acknowledgedBy' | 'note' | 'resolvedAt' | 'resolvedBecause' | 'deliveries'>;

/** A notice nobody has answered yet. */
export function aNotice(said: Said): Notice {
  return {
    ...said,
    acknowledgedAt: null,
    acknowledgedBy: null,
    note: null,
    resolvedAt: null,
    resolvedBecause: null,
    deliveries: [],
  };
}

/** Real recoveries and production raise severity. A context that is not known counts as production. */
export function isGrave(execution: Pick<Execution, 'executionType'>, context: Context | undefined): boolean {
  return execution.executionType === 'RECOVERY' || context?.environment !== 'test';
}

/** "Drill", "Recovery", or the type as it came. */
export function kindOfRun({ executionType }: Pick<Execution, 'executionType'>): string {
  return executionType === '' ? 'Execution' : executionType.charAt(0) + executionType.slice(1).toLowerCase();
}
