import { z } from 'zod';
import type { Objective } from '../../objectives';
import { defineEvidence } from './evidence-kind';
import { judgeShare } from './judging';
import { Fraction } from './parameters';

const named = {
  rto: ['rtoMinutes', 'recovery time objective'],
  rpo: ['rpoMinutes', 'recovery point objective'],
  drills: ['drillEveryDays', 'drill interval'],
  owner: ['owner', 'owner'],
} as const satisfies Readonly<Record<string, readonly [keyof Objective, string]>>;

const Need = z.enum(['rto', 'rpo', 'drills', 'owner']);

/** Whether somebody has said, for every plan, what is promised. As it is set now: settings have no past here but in the log. */
export const objectivesSet = defineEvidence({
  kind: 'objectives-set',
  title: 'Objectives are set for every recovery plan',
  how: 'Every recovery plan known to this console is looked at, as it is set now, for what need names: rto, rpo, drills (the interval), owner. The share of plans that have all of them is held against atLeast.',
  Parameters: z.strictObject({ need: z.array(Need).min(1).default(['rto', 'rpo']), atLeast: Fraction.default(1) }),
  judge: ({ need, atLeast }, facts) =>
    judgeShare(facts, {
      what: 'recovery plans',
      items: facts.plans().map(({ planId, name, objective }) => {
        const lacks = need.filter((one) => objective[named[one][0]] === null).map((one) => named[one][1]);
        const why = lacks.length === 0 ? null : `Not set: ${lacks.join(', ')}.`;
        return { what: name, at: null, auditSeq: null, ref: { kind: 'plan', id: planId }, why };
      }),
      atLeast,
      label: 'Plans with all of them',
      none: 'No recovery plan is known to this console.',
    }),
});
