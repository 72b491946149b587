import { msOf } from '../../primitives';
import { medianOf } from '../robust';
import { aWarning, isTold, lasting, percent, type Warn } from './warning';

const TOLD = { on: 0.5, off: 0.3 } as const;

/** The recovery time objective will probably be missed. */
export const rtoAtRisk: Warn = (judged) => {
  const { rto, foreseen, now, course, before } = judged;
  const probability = rto?.missProbability ?? null;
  if (rto === null || probability === null || !isTold(probability, before.has('rto-at-risk'), TOLD)) return [];
  const left = (msOf(rto.deadline) - msOf(now)) / 1000;
  const deadline = left >= 0 ? `in ${lasting(left)}` : `${lasting(-left)} ago`;
  const middle = foreseen === null ? null : (medianOf([...foreseen.futures.launched]) - msOf(now)) / 1000;
  const slowest = course.servers.filter(({ outcome, courses }) => outcome === 'open' && courses.length > 0).length;
  return [
    aWarning(judged, {
      id: 'rto-at-risk',
      kind: 'rto-at-risk',
      severity: probability >= 0.8 ? 'HIGH' : 'MEDIUM',
      probability,
      title: left >= 0 ? 'The recovery time objective will probably be missed' : 'The recovery time objective is missed',
      summary: `The objective of ${lasting(rto.objectiveMinutes * 60)} ends ${deadline}${middle === null ? '' : `; the last server is expected to be launched in ${lasting(middle)}`}. The chance to miss it is ${percent(probability)}.`,
      nextStep: 'Tell whoever waits for the systems now, and look which servers hold up the wave.',
      evidence: [`Chance to miss ${percent(probability)}.`, `${slowest} servers under way now.`],
    }),
  ];
};
