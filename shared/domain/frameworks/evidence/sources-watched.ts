import { z } from 'zod';
import type { AuditEntry } from '../../audit/audit-entry';
import { msOf } from '../../primitives';
import type { Facts } from '../facts';
import type { JudgedItem } from '../population';
import { entryItem, momentOf, textIn } from './entry-items';
import { defineEvidence } from './evidence-kind';
import { counted, judgeShare, notAssessed } from './judging';
import { Fraction } from './parameters';

/** Whether monitoring saw what it should see. */
export const sourcesWatched = defineEvidence({
  kind: 'sources-watched',
  title: 'Monitoring was not blind for long',
  how: 'Every time a source of the console (replication, jobs, executions, queues, metrics) failed within the period, it must have been read again within withinHours; every time the console itself did not run, it must have run again within that time. The share is held against atLeast. Sources that fail now, but not that long yet, are left out.',
  Parameters: z.strictObject({ withinHours: z.number().positive().max(8_760).default(4), atLeast: Fraction.default(0.95) }),
  judge({ withinHours, atLeast }, facts) {
    if (facts.sources.countAudit(facts.period, ['context.opened', 'source.', 'execution.', 'session.started']) === 0)
      return notAssessed('The console watched nothing within the period.');
    const { decided, open } = outagesOf(facts, withinHours);
    const figures = [{ label: 'Failing now, not for long yet', value: open, unit: 'count' }];
    if (decided.length > 0)
      return judgeShare(facts, {
        what: 'times in which something was not seen',
        items: decided,
        atLeast,
        label: `Seen again within ${withinHours} hours`,
        none: '',
        figures,
      });
    if (open > 0) return notAssessed(`Failing now, but not for ${withinHours} hours yet: ${counted(open, 'source')}.`, figures);
    return { result: 'satisfied', reasons: ['No source failed within the period.'], figures, population: null };
  },
});

interface Outages {
  readonly decided: readonly JudgedItem[];
  /** That go on, and are not too long yet. */
  readonly open: number;
}

function outagesOf(facts: Facts, withinHours: number): Outages {
  const decided: JudgedItem[] = [];
  const failing = new Map<string, AuditEntry>();
  for (const entry of facts.audit(['source.failed', 'source.recovered', 'session.started'])) {
    const key = `${textIn(entry, 'contextId') ?? ''} ${textIn(entry, 'sourceKey') ?? ''}`;
    const began = failing.get(key);
    if (entry.kind === 'session.started') decided.push(...absence(entry, withinHours));
    else if (entry.kind === 'source.failed') failing.set(key, began ?? entry);
    else if (began !== undefined) {
      failing.delete(key);
      decided.push(outage(began, key, hours(began, momentOf(entry)), withinHours, true));
    }
  }
  const lasting = [...failing].map(([key, began]) => ({ key, began, lasted: hours(began, facts.until) }));
  const long = lasting.filter(({ lasted }) => lasted > withinHours);
  decided.push(...long.map(({ key, began, lasted }) => outage(began, key, lasted, withinHours, false)));
  return { decided, open: lasting.length - long.length };
}

/** While it does not run, the console sees nothing. */
function absence(entry: AuditEntry, withinHours: number): JudgedItem[] {
  const { awaySeconds } = entry.data;
  if (typeof awaySeconds !== 'number' || awaySeconds <= 0) return [];
  const away = awaySeconds / 3_600;
  return [entryItem(entry, 'The console', away > withinHours ? `It had not run for ${Math.ceil(away)} hours.` : null)];
}

function outage(began: AuditEntry, key: string, lasted: number, withinHours: number, isOver: boolean): JudgedItem {
  const long = `${isOver ? 'It was' : 'It has been'} blind for ${Math.ceil(lasted)} hours.`;
  return entryItem(began, key.trim(), lasted > withinHours ? long : null);
}

function hours(began: AuditEntry, to: AuditEntry['at']): number {
  return (msOf(to) - msOf(momentOf(began))) / 3_600_000;
}
