import type { PreviewSection } from '../../../shared/contract/reports';
import type { FrameworkEvaluation } from '../../../shared/domain/frameworks/evaluation';
import { instantOf } from '../../../shared/domain/primitives';
import type { PersonalDataRecord } from '../../../shared/domain/reports/section-kind';
import { err, ok, type Result } from '../../../shared/lib/result';
import { type MadeFile, type MakeWish, makeIn } from '../reports/desk/make';
import { type PreviewWish, previewIn } from '../reports/desk/preview';
import { openReportSources } from '../reports/sources/open-sources';
import { type EvaluationProblem, type EvaluationWish, evaluateIn } from './evaluate-in';
import { personalDataIn } from './personal-data-in';

/** What can be asked of it. `nowMs`: the engine's clock. */
export type Question =
  | { readonly type: 'evaluate'; readonly dataDir: string; readonly version: string; readonly wish: EvaluationWish }
  | { readonly type: 'register'; readonly dataDir: string; readonly version: string; readonly nowMs: number }
  | { readonly type: 'preview'; readonly dataDir: string; readonly version: string; readonly wish: PreviewWish }
  | { readonly type: 'make'; readonly dataDir: string; readonly version: string; readonly wish: MakeWish };

export type Answer =
  | { readonly type: 'evaluate'; readonly result: Result<FrameworkEvaluation, EvaluationProblem> }
  | { readonly type: 'register'; readonly result: Result<readonly PersonalDataRecord[], EvaluationProblem> }
  | { readonly type: 'preview'; readonly result: Result<PreviewSection[], string> }
  | { readonly type: 'make'; readonly result: Result<MadeFile, string> };

export interface ToThread {
  readonly id: number;
  readonly question: Question;
}

export interface FromThread {
  readonly id: number;
  readonly answer: Answer;
}

/** Answers from the data directory, of which it reads only; a report is written where it is told to. */
export async function answerOf(question: Question): Promise<Answer> {
  switch (question.type) {
    case 'evaluate':
      return { type: 'evaluate', result: evaluateIn(question.dataDir, question.version, question.wish) };
    case 'register':
      return { type: 'register', result: registerOf(question) };
    case 'preview':
      return { type: 'preview', result: previewIn(question.dataDir, question.version, question.wish) };
    case 'make':
      return { type: 'make', result: await makeIn(question.dataDir, question.version, question.wish) };
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
