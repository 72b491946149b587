import type { FrameworkEvaluation } from '../../../shared/domain/frameworks/evaluation';
import { instantOf } from '../../../shared/domain/primitives';
import type { PersonalDataRecord } from '../../../shared/domain/reports/section-kind';
import { err, ok, type Result } from '../../../shared/lib/result';
import { openReportSources } from '../reports/sources/open-sources';
import { type EvaluationProblem, type EvaluationWish, evaluateIn } from './evaluate-in';
import { personalDataIn } from './personal-data-in';

/** What can be asked of it. `nowMs`: the engine's clock. */
export type Question =
  | { readonly type: 'evaluate'; readonly dataDir: string; readonly version: string; readonly wish: EvaluationWish }
  | { readonly type: 'register'; readonly dataDir: string; readonly version: string; readonly nowMs: number };

export type Answer =
  | { readonly type: 'evaluate'; readonly result: Result<FrameworkEvaluation, EvaluationProblem> }
  | { readonly type: 'register'; readonly result: Result<readonly PersonalDataRecord[], EvaluationProblem> };

export interface ToThread {
  readonly id: number;
  readonly question: Question;
}

export interface FromThread {
  readonly id: number;
  readonly answer: Answer;
}

/** Answers from the data directory; reads only. */
export function answerOf(question: Question): Answer {
  switch (question.type) {
    case 'evaluate':
      return { type: 'evaluate', result: evaluateIn(question.dataDir, question.version, question.wish) };
    case 'register':
      return { type: 'register', result: registerOf(question) };
  }
}

function registerOf({
  dataDir,
  version,
  nowMs,
}: Extract<Question, { type: 'register' }>): Result<readonly PersonalDataRecord[], EvaluationProblem> {
  const opened = openReportSources(dataDir, version, instantOf(nowMs));
  if (!opened.ok) return err({ code: 'not-readable', field: null, message: `${opened.error.message} ${opened.error.next}` });
  try {
    return ok(personalDataIn(opened.value.place.dir, opened.value.sources));
  } finally {
    opened.value.close();
  }
}
