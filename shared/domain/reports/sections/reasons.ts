import { outcomeOf } from '../../metrics/derive/outcomes';
import type { Instant } from '../../primitives';
import type { Execution } from '../../view';
import type { TableBlock } from '../blocks';
import type { ReportWords } from '../section-kind';
import { planOf } from './executions';

/** Why executions failed or left servers behind: alike reasons together, the most frequent first. */
export interface Reason {
  readonly reason: string;
  readonly executions: number;
  readonly plans: readonly string[];
  readonly lastAt: Instant | null;
}

export function reasonsOf(executions: readonly Execution[], words: ReportWords): readonly Reason[] {
  const found = new Map<string, { executions: number; plans: Set<string>; lastAt: Instant | null }>();
  for (const execution of executions) {
    if (!['failed', 'with-losses'].includes(outcomeOf(execution))) continue;
    const reason = reasonOf(execution, words);
    const held = found.get(reason) ?? { executions: 0, plans: new Set<string>(), lastAt: null };
    held.executions += 1;
    held.plans.add(planOf(execution, words));
    const at = execution.endedAt ?? execution.startedAt;
    if (at !== null && (held.lastAt === null || at > held.lastAt)) held.lastAt = at;
    found.set(reason, held);
  }
  return [...found]
    .map(([reason, { executions: times, plans, lastAt }]) => ({ reason, executions: times, plans: [...plans].sort(), lastAt }))
    .sort((a, b) => b.executions - a.executions || a.reason.localeCompare(b.reason, 'en'));
}

/** What the platform said, without what differs from run to run; else what the console concluded. */
function reasonOf({ errorMessage, errorCode, summary, status }: Execution, words: ReportWords): string {
  const said = (errorMessage ?? '').trim() || (errorCode ?? '').trim() || summary.trim();
  return said === '' ? words('reasons.unknown', { status }) : said;
}

export function reasonsTable(executions: readonly Execution[], words: ReportWords): TableBlock {
  const reasons = reasonsOf(executions, words);
  return {
    kind: 'table',
    caption: words('reasons.caption'),
    columns: [
      { key: 'reason', title: words('column.reason'), kind: 'text', weight: 4 },
      { key: 'executions', title: words('column.executions'), kind: 'integer' },
      { key: 'plans', title: words('column.plans'), kind: 'text', weight: 2 },
      { key: 'last_at', title: words('column.lastAt'), kind: 'instant', weight: 1.5 },
    ],
    count: reasons.length,
    rows: () => reasons.map((one) => [one.reason, one.executions, one.plans.join(', '), one.lastAt]),
    empty: words(executions.length === 0 ? 'executions.none' : 'reasons.none'),
  };
}
