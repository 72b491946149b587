import type { ControlResult, FrameworkEvaluation } from './evaluation';

/** A control whose result is another than it was. */
export interface ControlChange {
  readonly controlId: string;
  readonly title: string;
  readonly before: ControlResult;
  readonly now: ControlResult;
}

/** What is not assessed is neither better nor worse than anything. */
const rank: Readonly<Record<ControlResult, number | null>> = { satisfied: 2, partly: 1, not: 0, 'not-assessed': null };

/** Controls of both evaluations whose result changed, in the order of the later one. */
export function changesBetween(before: FrameworkEvaluation, now: FrameworkEvaluation): readonly ControlChange[] {
  const former = new Map(before.controls.map((control) => [control.controlId, control.result]));
  return now.controls.flatMap(({ controlId, title, result }) => {
    const was = former.get(controlId);
    return was === undefined || was === result ? [] : [{ controlId, title, before: was, now: result }];
  });
}

export function directionOf({ before, now }: Pick<ControlChange, 'before' | 'now'>): 'better' | 'worse' | 'neither' {
  const [was, is] = [rank[before], rank[now]];
  if (was === null || is === null || was === is) return 'neither';
  return is > was ? 'better' : 'worse';
}
