import { type Outcome, outcomeOf } from '../../metrics/derive/outcomes';
import type { Execution } from '../../view';
import type { Column, Row, TableBlock, Tone } from '../blocks';
import type { ReportWords, SectionContext } from '../section-kind';
import { isWanted } from './settings';

type Wanted = { readonly Plans: readonly string[]; readonly ExecutionTypes?: readonly string[] };

/** The executions a section is about, oldest first. */
export function executionsOf<C extends Wanted>({ sources, period, configuration }: SectionContext<C>): Execution[] {
  return [...sources.executions(period)].filter((one) => isWanted(configuration, one));
}

const toneOf: Readonly<Record<Outcome, Tone>> = {
  succeeded: 'good',
  'with-losses': 'warning',
  failed: 'bad',
  cancelled: 'neutral',
  open: 'neutral',
};

export function outcomeWords(outcome: Outcome, words: ReportWords): string {
  return words(`outcome.${outcome}`);
}

/** Tones of a column of outcomes, by their words. */
export function outcomeTones(words: ReportWords): Readonly<Record<string, Tone>> {
  const outcomes: readonly Outcome[] = ['succeeded', 'with-losses', 'failed', 'cancelled', 'open'];
  return Object.fromEntries(outcomes.map((outcome) => [outcomeWords(outcome, words), toneOf[outcome]]));
}

/** A name of a plan, never empty: of an execution seen only as a run it is not known. */
export function planOf(execution: Pick<Execution, 'planName' | 'planId'>, words: ReportWords): string {
  return execution.planName.trim() === '' ? (execution.planId ?? words('plan.unknown')) : execution.planName;
}

/** Milliseconds; null where it is not known. */
export function durationOf(execution: Pick<Execution, 'durationSeconds'>): number | null {
  return execution.durationSeconds === null ? null : execution.durationSeconds * 1000;
}

/** One row for each execution. */
export function executionsTable(executions: readonly Execution[], words: ReportWords): TableBlock {
  const columns: readonly Column[] = [
    { key: 'started_at', title: words('column.started'), kind: 'instant', weight: 1.6 },
    { key: 'plan', title: words('column.plan'), kind: 'text', weight: 2 },
    { key: 'type', title: words('column.type'), kind: 'text' },
    { key: 'outcome', title: words('column.outcome'), kind: 'status', weight: 1.3, tones: outcomeTones(words) },
    { key: 'duration', title: words('column.duration'), kind: 'duration' },
    { key: 'servers', title: words('column.servers'), kind: 'integer', weight: 0.8 },
    { key: 'servers_failed', title: words('column.serversFailed'), kind: 'integer', weight: 0.8 },
    { key: 'initiated_by', title: words('column.initiatedBy'), kind: 'text', weight: 1.4 },
    { key: 'execution_id', title: words('column.executionId'), kind: 'text', weight: 2 },
  ];
  return {
    kind: 'table',
    caption: words('executions.caption'),
    columns,
    count: executions.length,
    *rows(): Iterable<Row> {
      for (const one of executions)
        yield [
          one.startedAt,
          planOf(one, words),
          one.executionType,
          outcomeWords(outcomeOf(one), words),
          durationOf(one),
          one.counts.total,
          one.counts.failed,
          one.initiatedBy,
          one.executionId,
        ];
    },
    empty: words('executions.none'),
  };
}
