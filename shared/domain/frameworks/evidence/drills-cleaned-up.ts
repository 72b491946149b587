import { z } from 'zod';
import { type Instant, msOf } from '../../primitives';
import type { Execution } from '../../view';
import { defineEvidence } from './evidence-kind';
import { executionItem, executionsOf } from './execution-items';
import { judgeShare } from './judging';
import { Days, Fraction } from './parameters';

/** Whether copies of production did not stay behind after drills. */
export const drillsCleanedUp = defineEvidence({
  kind: 'drills-cleaned-up',
  title: 'Instances of drills were taken down',
  how: 'Of every drill of the period that ended more than withinDays ago no recovery instance may still be running: it is a copy of production with its data. The share is held against atLeast.',
  Parameters: z.strictObject({ withinDays: Days.default(3), atLeast: Fraction.default(1) }),
  judge: ({ withinDays, atLeast }, facts) =>
    judgeShare(facts, {
      what: `drills that ended more than ${withinDays} days ago`,
      items: executionsOf(facts, 'DRILL')
        .filter((one) => isOlder(one, withinDays, facts.until))
        .map((one) => {
          const running = one.instancesRunning.length;
          const why = running === 0 ? null : `${running} of its instances are still running.`;
          return executionItem(facts, one, why);
        }),
      atLeast,
      label: 'Taken down',
      none: `No drill of the period ended more than ${withinDays} days ago.`,
    }),
});

function isOlder({ endedAt }: Execution, days: number, until: Instant): boolean {
  return endedAt !== null && msOf(until) - msOf(endedAt) > days * 86_400_000;
}
