import { z } from 'zod';
import { defineEvidence } from './evidence-kind';
import { notAssessed } from './judging';
import { Days } from './parameters';

/** Whether entries of the log are kept long enough. As it is set now. */
export const logRetained = defineEvidence({
  kind: 'log-retained',
  title: 'The audit log is kept long enough',
  how: 'Every retention policy of the audit log that is switched on, as it is set now, must keep entries for at least days; where there is none, they are kept without end. What was removed under a policy within the period is counted, and its place in the tree remains.',
  Parameters: z.strictObject({ days: Days.default(365) }),
  judge({ days }, facts) {
    const policies = facts.sources.setup().retention.filter(({ what }) => what === 'audit' || what.startsWith('audit:'));
    if (policies.length === 0) return notAssessed('Nothing is known of how long the log is kept.');
    const short = policies.filter((one) => one.days !== null && one.days < days);
    const kept = policies.flatMap((one) => (one.days === null ? [] : [one.days]));
    const figures = [
      { label: 'Shortest retention in days', value: kept.length === 0 ? 'without end' : Math.min(...kept), unit: 'text' },
      { label: 'Asked for in days', value: days, unit: 'count' },
      { label: 'Removals within the period', value: facts.sources.countAudit(facts.period, ['audit.removed']), unit: 'count' },
    ];
    if (short.length === 0)
      return { result: 'satisfied', reasons: [`Nothing is removed before ${days} days.`], figures, population: null };
    const said = short.map(({ what, days: its }) => `${what.replace('audit:', '')} after ${its} days`).join(', ');
    const result = short.length === policies.length ? 'not' : 'partly';
    return { result, reasons: [`Removed earlier than ${days} days: ${said}.`], figures, population: null };
  },
});
