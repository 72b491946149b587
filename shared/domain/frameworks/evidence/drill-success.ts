import { z } from 'zod';
import { defineEvidence } from './evidence-kind';
import { endedOf, executionItem, executionsOf, failureOf } from './execution-items';
import { judgeShare } from './judging';
import { ExecutionKind, Fraction } from './parameters';

/** Share of executions that recovered every server. */
export const drillSuccess = defineEvidence({
  kind: 'drill-success',
  title: 'Drills and recoveries recovered every server',
  how: 'Of the executions (of: DRILL, RECOVERY or ANY) that began within the period and came to an end of their own, the share that recovered every server is held against atLeast. Those that a person cancelled, and those that go on, are left out.',
  Parameters: z.strictObject({ of: ExecutionKind.default('DRILL'), atLeast: Fraction.default(0.9) }),
  judge: ({ of, atLeast }, facts) =>
    judgeShare(facts, {
      what: `${of === 'DRILL' ? 'drills' : of === 'RECOVERY' ? 'recoveries' : 'executions'} that came to an end of their own`,
      items: endedOf(facts, of).map((one) => executionItem(facts, one, failureOf(one))),
      atLeast,
      label: 'Recovered every server',
      none: 'Nothing of the kind came to an end within the period.',
      figures: [{ label: 'Begun within the period', value: executionsOf(facts, of).length, unit: 'count' }],
    }),
});
