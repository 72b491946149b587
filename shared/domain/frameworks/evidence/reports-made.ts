import { z } from 'zod';
import type { AuditEntry } from '../../audit/audit-entry';
import { msOf } from '../../primitives';
import { countItems } from '../population';
import { momentOf } from './entry-items';
import { defineEvidence, type Judgement } from './evidence-kind';
import { longestGap, seedOf } from './judging';
import { Days } from './parameters';

const DAY_MS = 86_400_000;

/** Whether what is recorded was put before somebody regularly. */
export const reportsMade = defineEvidence({
  kind: 'reports-made',
  title: 'Reports were made regularly',
  how: 'Within the period no longer than everyDays may have passed without a report that was made; counted from the first report or, where there is none, from the beginning of the period. That somebody read it cannot be seen from here.',
  Parameters: z.strictObject({ everyDays: Days.default(92) }),
  judge({ everyDays }, facts): Judgement {
    const runs = [...facts.audit(['report.changed'])].map((entry) => ({ entry, ...runOf(entry) }));
    const ends = runs.filter(({ state }) => state === 'made' || state === 'failed');
    const { population, good } = countItems(
      'reports that were asked for',
      seedOf(facts),
      ends.map(({ entry, name, state }) => ({
        what: name,
        at: momentOf(entry),
        auditSeq: entry.seq,
        ref: null,
        why: state === 'failed' ? 'It could not be made.' : null,
      })),
    );
    const made = ends.filter(({ state }) => state === 'made').map(({ entry }) => msOf(momentOf(entry)));
    const figures = [{ label: 'Reports made', value: good, unit: 'count' }];
    if (made.length === 0) {
      const result = msOf(facts.until) - msOf(facts.period.from) > everyDays * DAY_MS ? 'not' : 'not-assessed';
      return { result, reasons: ['No report was made within the period.'], figures, population };
    }
    const longest = longestGap([...made, msOf(facts.until)]);
    if (longest <= everyDays * DAY_MS)
      return { result: 'satisfied', reasons: [`A report was made at least every ${everyDays} days.`], figures, population };
    const reason = `${Math.floor(longest / DAY_MS)} days passed without a report; at most ${everyDays} are allowed.`;
    return { result: 'partly', reasons: [reason], figures, population };
  },
});

const Run = z.object({ run: z.object({ name: z.string(), state: z.string() }) });

function runOf({ data }: AuditEntry): { readonly name: string; readonly state: string } {
  return Run.safeParse(data).data?.run ?? { name: 'Report', state: 'unknown' };
}
