import { z } from 'zod';
import type { AuditEntry } from '../../audit/audit-entry';
import { msOf } from '../../primitives';
import type { Facts } from '../facts';
import type { JudgedItem } from '../population';
import { entryItem, momentOf, textIn } from './entry-items';
import { defineEvidence } from './evidence-kind';
import { judgeShare, notAssessed } from './judging';
import { Fraction } from './parameters';

/** Whether monitoring saw what it should see. */
export const sourcesWatched = defineEvidence({
  kind: 'sources-watched',
  title: 'Monitoring was not blind for long',
  how: 'Every time a source of the console (replication, jobs, executions, queues, metrics) failed within the period it must have been read again within withinHours. The share is held against atLeast.',
  Parameters: z.strictObject({ withinHours: z.number().positive().max(8_760).default(4), atLeast: Fraction.default(0.95) }),
  judge({ withinHours, atLeast }, facts) {
    if (facts.sources.countAudit(facts.period, ['context.opened', 'source.', 'execution.', 'session.started']) === 0)
      return notAssessed('The console watched nothing within the period.');
    const outages = [...outagesOf(facts, withinHours)];
    if (outages.length > 0)
      return judgeShare(facts, {
        what: 'failures of sources',
        items: outages,
        atLeast,
        label: `Read again within ${withinHours} hours`,
        none: 'No source failed within the period.',
      });
    const figures = [{ label: 'Failures of sources', value: 0, unit: 'count' }];
    return { result: 'satisfied', reasons: ['No source failed within the period.'], figures, population: null };
  },
});

function* outagesOf(facts: Facts, withinHours: number): Iterable<JudgedItem> {
  const open = new Map<string, AuditEntry>();
  for (const entry of facts.audit(['source.failed', 'source.recovered'])) {
    const key = `${textIn(entry, 'contextId') ?? ''} ${textIn(entry, 'sourceKey') ?? ''}`;
    if (entry.kind === 'source.failed') {
      if (!open.has(key)) open.set(key, entry);
      continue;
    }
    const began = open.get(key);
    open.delete(key);
    if (began !== undefined) yield outage(began, key, hours(began, momentOf(entry)), withinHours, true);
  }
  for (const [key, began] of open) yield outage(began, key, hours(began, facts.until), withinHours, false);
}

function outage(began: AuditEntry, key: string, lasted: number, withinHours: number, isOver: boolean): JudgedItem {
  const long = `${isOver ? 'It was' : 'It has been'} blind for ${Math.ceil(lasted)} hours.`;
  return entryItem(began, key.trim(), lasted > withinHours ? long : null);
}

function hours(began: AuditEntry, to: AuditEntry['at']): number {
  return (msOf(to) - msOf(momentOf(began))) / 3_600_000;
}
