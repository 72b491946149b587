import { z } from 'zod';
import { rpoMet } from '../../metrics/derive/objectives-met';
import { Instant } from '../../primitives';
import { defineEvidence } from './evidence-kind';
import { counted, judgeShare, notAssessed } from './judging';
import { Fraction } from './parameters';
import { promises } from './promises';

/** How far behind replicas were when they were launched, against the recovery point objective of their plan. */
export const rpoKept = defineEvidence({
  kind: 'rpo-met',
  title: 'Recovery point objectives were met',
  how: 'For every server whose launch began within the period, how far its replica was behind at that moment is held against the recovery point objective of its plan. The share within it is held against atLeast; launches of plans without an objective are not judged, and a replica whose lag was not measured does not appear.',
  Parameters: z.strictObject({ atLeast: Fraction.default(1) }),
  judge({ atLeast }, facts) {
    const points = [...facts.sources.recoveryPoints(facts.period)];
    if (points.length === 0) return notAssessed('No launch whose replica was measured began within the period.');
    const { missed, unjudged } = rpoMet(points, promises(facts.sources, points));
    const [late, skipped] = [new Set(missed), new Set(unjudged)];
    return judgeShare(facts, {
      what: 'launches of plans with a recovery point objective',
      items: points
        .filter((point) => !skipped.has(point))
        .map((point) => ({
          what: `${point.server}, ${point.planName}`,
          at: Instant.safeParse(point.at).data ?? null,
          auditSeq: null,
          ref: point.planId === null ? null : { kind: 'plan' as const, id: point.planId },
          why: late.has(point)
            ? `Its replica was ${Math.ceil(point.seconds / 60)} minutes behind, more than its objective.`
            : null,
        })),
      atLeast,
      label: 'Met the recovery point objective',
      none: `${counted(points.length, 'launch', 'launches')} were measured, but no recovery point objective is set. Set it in the settings under objectives.`,
      figures: [{ label: 'Without an objective', value: unjudged.length, unit: 'count' }],
    });
  },
});
