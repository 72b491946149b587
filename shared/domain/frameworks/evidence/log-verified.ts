import { z } from 'zod';
import { msOf } from '../../primitives';
import { countItems } from '../population';
import { entryItem, momentOf, textIn } from './entry-items';
import { defineEvidence } from './evidence-kind';
import { notAssessed, seedOf } from './judging';
import { Days } from './parameters';

const DAY_MS = 86_400_000;

/** Whether somebody has looked if the log is as it was written. */
export const logVerified = defineEvidence({
  kind: 'log-verified',
  title: 'The audit log was verified',
  how: 'Every verification of the log within the period must have found it whole, and the newest must not be older than everyDays at the end of the period. One that found it changed makes it not satisfied. The console verifies by itself, and tells of it in the log when what it finds differs from before; so a single entry may stand for a long time.',
  Parameters: z.strictObject({ everyDays: Days.nullable().default(null) }),
  judge({ everyDays }, facts) {
    const entries = [...facts.audit(['audit.verified'])];
    const newest = entries.at(-1);
    if (newest === undefined)
      return notAssessed(
        'No verification is recorded within the period. Verify the log under Audit, or with “tocsin audit verify”.',
      );
    const { population, size, good } = countItems(
      'verifications of the log',
      seedOf(facts),
      entries.map((entry) => {
        const failed = textIn(entry, 'outcome') === 'failed';
        const why = failed ? (textIn(entry, 'reason') ?? 'It was found changed.') : null;
        return entryItem(entry, 'Verification of the log', why);
      }),
    );
    const days = Math.floor((msOf(facts.until) - msOf(momentOf(newest))) / DAY_MS);
    const figures = [
      { label: 'Last verified', value: momentOf(newest), unit: 'instant' },
      { label: 'Verifications', value: size, unit: 'count' },
    ];
    if (good < size)
      return { result: 'not', reasons: [`${size - good} of ${size} verifications found the log changed.`], figures, population };
    if (everyDays !== null && days > everyDays)
      return { result: 'partly', reasons: [`The log was found whole, but the last time ${days} days ago.`], figures, population };
    return { result: 'satisfied', reasons: ['Every verification within the period found the log whole.'], figures, population };
  },
});
