import { z } from 'zod';
import { countItems } from '../population';
import { entryItem, textIn } from './entry-items';
import { defineEvidence } from './evidence-kind';
import { notAssessed, seedOf } from './judging';

/** Whether callers without a right were turned away, and how many there were. */
export const accessRefused = defineEvidence({
  kind: 'access-refused',
  title: 'Callers without a right were turned away and recorded',
  how: 'Callers of the console without a token, with a wrong one or from a foreign page are turned away, counted and recorded. More than atMost of them within the period make it partly satisfied: somebody should look at them.',
  Parameters: z.strictObject({ atMost: z.number().int().min(0).max(1_000_000).default(100) }),
  judge({ atMost }, facts) {
    const entries = [...facts.audit(['access.refused'])];
    const total = entries.reduce((sum, { data }) => sum + (typeof data.count === 'number' ? data.count : 1), 0);
    const figures = [{ label: 'Turned away', value: total, unit: 'count' }];
    if (entries.length === 0)
      return notAssessed('Nobody was turned away within the period, so that it works cannot be seen in it.', figures);
    const { population } = countItems(
      'records of callers who were turned away',
      seedOf(facts),
      entries.map((entry) => entryItem(entry, textIn(entry, 'reason') ?? 'Turned away', null)),
    );
    if (total <= atMost)
      return { result: 'satisfied', reasons: [`${total} callers were turned away and recorded.`], figures, population };
    const reason = `${total} callers were turned away, more than ${atMost}: look at where they come from.`;
    return { result: 'partly', reasons: [reason], figures, population };
  },
});
