import type { FinishRange } from '../../../../shared/domain/prediction/forecast';
import { type Scale, xOf } from '../timeline/scale';

/** A range in a lane's pixels; `beginsAt` is where what leads there goes on from now, or begins. */
export interface ForeseenMark {
  readonly beginsAt: number;
  readonly earliest: number;
  readonly early: number;
  readonly middle: number;
  readonly late: number;
  readonly latest: number;
  /** `14:32`, beside the bar. */
  readonly label: string;
  /** The whole of it in words. */
  readonly words: string;
}

/** Where a foreseen end stands in a lane; null where all of it is out of sight. What is past already is never foreseen: nothing lies before now. */
export function markOf(
  finish: FinishRange | null,
  beginsMs: number,
  scale: Scale,
  nowMs: number,
  words: Pick<ForeseenMark, 'label' | 'words'>,
): ForeseenMark | null {
  if (finish === null) return null;
  const at = (moment: string): number => Math.max(nowMs, Date.parse(moment));
  if (at(finish.latest) < scale.startMs || at(finish.earliest) > scale.endMs) return null;
  const x = (moment: string): number => xOf(scale, at(moment));
  return {
    beginsAt: xOf(scale, Math.max(nowMs, beginsMs)),
    earliest: x(finish.earliest),
    early: x(finish.early),
    middle: x(finish.middle),
    late: x(finish.late),
    latest: x(finish.latest),
    ...words,
  };
}

/** Of the time until the middle, how far to the right of it the axis goes at most: a heavy tail must not squeeze what is known. */
const FURTHEST = 3;
/** A deadline so much farther than what is foreseen is left to the words. */
const DEADLINE = 1.35;

/** Where the axis should end so that what is foreseen, and the deadline it is compared with, can be seen; epoch milliseconds. */
export function sightEndMs(
  { finish, deadline }: { readonly finish: FinishRange; readonly deadline: string | null },
  startMs: number,
  nowMs: number,
): number {
  const aheadMs = Math.max(60_000, Date.parse(finish.middle) - nowMs);
  const endMs = Math.min(Date.parse(finish.latest), nowMs + FURTHEST * aheadMs);
  const lengthMs = Math.max(endMs, nowMs) - startMs;
  const deadlineMs = deadline === null ? 0 : Date.parse(deadline);
  const wanted = deadlineMs - startMs <= lengthMs * DEADLINE ? Math.max(endMs, deadlineMs) : endMs;
  return wanted + lengthMs * 0.05;
}
