import { z } from 'zod';
import type { AuditEntry } from '../../audit/audit-entry';
import { countItems } from '../population';
import { entryItem } from './entry-items';
import { defineEvidence } from './evidence-kind';
import { counted, notAssessed, seedOf } from './judging';

/** Whether the clock was set while the console ran. */
export const clockWatched = defineEvidence({
  kind: 'clock-watched',
  title: 'Changes of the clock are noticed and recorded',
  how: 'While the console runs it holds the wall clock against one that only moves forward, and records every jump. Jumps of more than atMostSeconds are exceptions; one or more of them make it partly satisfied. Whether the machine takes its time from a trusted source cannot be seen from here.',
  Parameters: z.strictObject({ atMostSeconds: z.number().positive().max(86_400).default(60) }),
  judge({ atMostSeconds }, facts) {
    if (facts.sources.countAudit(facts.period, []) === 0) return notAssessed('The console recorded nothing within the period.');
    const jumps = [...facts.audit(['clock.changed'])];
    const { population, size, good } = countItems(
      'changes of the clock that were recorded',
      seedOf(facts),
      jumps.map((entry) => {
        const seconds = secondsOf(entry);
        const why = Math.abs(seconds) > atMostSeconds ? `It jumped by ${seconds} seconds.` : null;
        return entryItem(entry, 'Change of the clock', why);
      }),
    );
    const figures = [{ label: 'Changes recorded', value: size, unit: 'count' }];
    if (size === 0)
      return { result: 'satisfied', reasons: ['The clock was not set while the console ran.'], figures, population };
    if (good === size)
      return { result: 'satisfied', reasons: [`${counted(size, 'small change')} of the clock recorded.`], figures, population };
    const reason = `The clock jumped by more than ${atMostSeconds} seconds ${counted(size - good, 'time')}; each is recorded.`;
    return { result: 'partly', reasons: [reason], figures, population };
  },
});

function secondsOf({ data }: AuditEntry): number {
  return typeof data.jumpSeconds === 'number' ? data.jumpSeconds : 0;
}
