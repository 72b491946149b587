import { msOf } from '../../primitives';
import { medianOf } from '../robust';
import { paceNow, waveNow, wavesAhead } from './evidence';
import { aWarning, isTold, type Judged, lasting, percent, type Warn } from './warning';

const TOLD = { on: 0.5, off: 0.3 } as const;
const NEXT_STEP = 'Tell whoever waits for the systems now, and look which servers hold up the wave.';

/** The recovery time objective will probably be missed, or was: the one is foreseen, the other a fact without a chance. */
export const rtoAtRisk: Warn = (judged) => {
  const { rto, foreseen, now, before } = judged;
  const probability = rto?.missProbability ?? null;
  if (rto === null || probability === null) return [];
  if (probability === 1) return [missed(judged, rto)];
  if (!isTold(probability, before.has('rto-at-risk'), TOLD)) return [];
  const left = (msOf(rto.deadline) - msOf(now)) / 1000;
  const middle = foreseen === null ? null : (medianOf([...foreseen.futures.launched]) - msOf(now)) / 1000;
  return [
    aWarning(judged, {
      id: 'rto-at-risk',
      kind: 'rto-at-risk',
      severity: probability >= 0.8 ? 'HIGH' : 'MEDIUM',
      probability,
      title: 'The recovery time objective will probably be missed',
      summary: `The objective of ${lasting(rto.objectiveMinutes * 60)} ends in ${lasting(left)}${middle === null ? '' : `; the last server is expected to be launched in ${lasting(middle)}`}. The chance to miss it is ${percent(probability)}.`,
      nextStep: NEXT_STEP,
      evidence: [...waveNow(judged), ...wavesAhead(judged), ...paceNow(judged)],
    }),
  ];
};

/** What has happened needs no past to be known. */
function missed(judged: Judged, { objectiveMinutes, deadline }: NonNullable<Judged['rto']>) {
  const { course, now } = judged;
  const open = course.servers.filter(({ outcome }) => outcome === 'open').length;
  const ago = lasting((msOf(now) - msOf(deadline)) / 1000);
  const rest =
    open === 0 ? 'the last server was launched after that' : `with ${open} of ${course.servers.length} servers not launched`;
  return aWarning(judged, {
    id: 'rto-at-risk',
    kind: 'rto-at-risk',
    severity: 'HIGH',
    probability: null,
    title: 'The recovery time objective was missed',
    summary: `The objective of ${lasting(objectiveMinutes * 60)} ended at ${deadline.slice(11, 16)} UTC, ${ago} ago, ${rest}.`,
    nextStep: NEXT_STEP,
    evidence: [...waveNow(judged), ...wavesAhead(judged)],
  });
}
