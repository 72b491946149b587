import { z } from 'zod';
import { msOf } from '../../primitives';
import { countItems } from '../population';
import { entryItem, momentOf, textIn } from './entry-items';
import { defineEvidence, type Judgement } from './evidence-kind';
import { longestGap, notAssessed, seedOf } from './judging';
import { Days } from './parameters';

const DAY_MS = 86_400_000;

/** Whether heads of the log left the machine: only they show that the whole was rewritten. */
export const logWitnessed = defineEvidence({
  kind: 'log-witnessed',
  title: 'Heads of the audit log were kept outside',
  how: 'At least one witness must be set up, every attempt to hand it a signed head is looked at, and no longer than everyDays may have passed within the period without a head that arrived. Without a head kept outside, somebody who holds the key and the disk could write the whole log anew.',
  Parameters: z.strictObject({ everyDays: Days.default(7) }),
  judge({ everyDays }, facts): Judgement {
    const { witnesses, lastWitnessedAt, size } = facts.sources.log();
    const entries = [...facts.audit(['audit.witnessed', 'audit.witness-failed'])];
    const figures = [
      { label: 'Witnesses set up', value: witnesses, unit: 'count' },
      { label: 'Last head kept outside', value: lastWitnessedAt, unit: 'instant' },
    ];
    if (size === 0) return notAssessed('The log has no entries yet.', figures);
    if (witnesses === 0 && entries.length === 0)
      return { result: 'not', reasons: ['No witness is set up. Add one under Audit.'], figures, population: null };
    const { population } = countItems(
      'heads handed to witnesses',
      seedOf(facts),
      entries.map((entry) => {
        const failed = entry.kind === 'audit.witness-failed';
        const what = `Head ${String(entry.data.size ?? '')} to ${textIn(entry, 'name') ?? 'a witness'}`;
        return entryItem(entry, what, failed ? (textIn(entry, 'reason') ?? 'It did not arrive.') : null);
      }),
    );
    const arrived = entries.filter(({ kind }) => kind === 'audit.witnessed').map((entry) => msOf(momentOf(entry)));
    if (arrived.length === 0)
      return { result: 'not', reasons: ['No head arrived at a witness within the period.'], figures, population };
    const longest = longestGap([...arrived, msOf(facts.until)]);
    if (longest <= everyDays * DAY_MS)
      return { result: 'satisfied', reasons: [`A head arrived outside at least every ${everyDays} days.`], figures, population };
    const reason = `For ${Math.floor(longest / DAY_MS)} days no head arrived outside; at most ${everyDays} are allowed.`;
    return { result: 'partly', reasons: [reason], figures, population };
  },
});
