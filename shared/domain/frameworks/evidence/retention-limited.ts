import { z } from 'zod';
import { defineEvidence } from './evidence-kind';
import { notAssessed } from './judging';

/** Whether what names people is not kept for ever. As it is set now. */
export const retentionLimited = defineEvidence({
  kind: 'retention-limited',
  title: 'Data that names people is kept for a set time only',
  how: 'For each kind of data that this console keeps, as it is set now, there must be a number of days after which it is removed; what keeps without end is named. Names in the audit log can be erased without breaking its proofs.',
  Parameters: z.strictObject({
    /** Kinds of data that are looked at, by the beginning of their name; none means all. */
    of: z.array(z.string().min(1).max(60)).max(20).default(['notifications', 'audit']),
  }),
  judge({ of }, { sources, period }) {
    const looked = sources.setup().retention.filter(({ what }) => of.length === 0 || of.some((one) => what.startsWith(one)));
    if (looked.length === 0) return notAssessed('None of the data that is asked for is kept here.');
    const endless = looked.filter(({ days }) => days === null);
    const figures = [
      ...looked.map(({ what, days }) => ({ label: `${what}, days`, value: days ?? 'without end', unit: 'text' })),
      { label: 'Erasures within the period', value: sources.countAudit(period, ['audit.erased']), unit: 'count' },
    ];
    if (endless.length === 0)
      return {
        result: 'satisfied',
        reasons: ['Everything that is looked at has a time after which it goes.'],
        figures,
        population: null,
      };
    const reason = `Kept without end: ${endless.map(({ what }) => what).join(', ')}. Set a retention policy, or attach why it must stay.`;
    const result = endless.length === looked.length ? 'not' : 'partly';
    return { result, reasons: [reason], figures, population: null };
  },
});
