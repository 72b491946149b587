import { z } from 'zod';
import { rtoMet } from '../../metrics/derive/objectives-met';
import { defineEvidence } from './evidence-kind';
import { endedOf, executionItem, failureOf } from './execution-items';
import { counted, judgeShare, notAssessed } from './judging';
import { ExecutionKind, Fraction } from './parameters';
import { promises } from './promises';

/** Executions against the recovery time objective of their plan. */
export const rtoKept = defineEvidence({
  kind: 'rto-met',
  title: 'Recovery time objectives were met',
  how: 'Every execution (of: DRILL, RECOVERY or ANY) that came to an end of its own is held against the recovery time objective of its plan, from its start to its last server. One that failed or left servers behind met nothing, however fast it was. The share that met its objective is held against atLeast; executions of plans without an objective are not judged.',
  Parameters: z.strictObject({ of: ExecutionKind.default('ANY'), atLeast: Fraction.default(1) }),
  judge({ of, atLeast }, facts) {
    const ended = endedOf(facts, of);
    if (ended.length === 0) return notAssessed('Nothing of the kind came to an end within the period.');
    const { missed, unjudged } = rtoMet(ended, promises(facts.sources, ended));
    const judged = ended.filter((one) => !unjudged.includes(one));
    return judgeShare(facts, {
      what: 'executions of plans with a recovery time objective',
      items: judged.map((one) => executionItem(facts, one, missed.includes(one) ? (failureOf(one) ?? tooLong(one)) : null)),
      atLeast,
      label: 'Met the recovery time objective',
      none: `${counted(ended.length, 'execution')} ended, but no recovery time objective is set for what was recovered. Set it in the settings under objectives.`,
      figures: [{ label: 'Without an objective or a duration', value: unjudged.length, unit: 'count' }],
    });
  },
});

function tooLong({ durationSeconds }: { readonly durationSeconds: number | null }): string {
  return `It took ${Math.ceil((durationSeconds ?? 0) / 60)} minutes, longer than its objective.`;
}
