import { z } from 'zod';
import { defineEvidence } from './evidence-kind';
import { endedOf } from './execution-items';
import { judgeShare } from './judging';
import { Fraction } from './parameters';

/** Whether every plan was recovered at least once, rehearsed or in earnest. */
export const planCoverage = defineEvidence({
  kind: 'plan-coverage',
  title: 'Every recovery plan was exercised',
  how: 'A recovery plan counts where at least one drill or recovery of it completed within the period. The share of plans that count is held against atLeast.',
  Parameters: z.strictObject({ atLeast: Fraction.default(1) }),
  judge({ atLeast }, facts) {
    const exercised = new Map(
      endedOf(facts, 'ANY')
        .filter(({ status }) => status === 'COMPLETED')
        .map((one) => [one.planId, one]),
    );
    return judgeShare(facts, {
      what: 'recovery plans',
      items: facts.plans().map(({ planId, name }) => {
        const last = [...exercised].find(([id]) => id === planId)?.[1];
        const why = last === undefined ? 'Nothing of it completed within the period.' : null;
        const auditSeq = last === undefined ? null : facts.entryOfExecution(last.executionId);
        return { what: name, at: last?.startedAt ?? null, auditSeq, ref: { kind: 'plan', id: planId }, why };
      }),
      atLeast,
      label: 'Plans exercised',
      none: 'No recovery plan is known to this console.',
    });
  },
});
