import { evaluateFramework } from '../../../shared/domain/frameworks/evaluate';
import type { FrameworkEvaluation } from '../../../shared/domain/frameworks/evaluation';
import type { Framework } from '../../../shared/domain/frameworks/framework';
import type { Instant } from '../../../shared/domain/primitives';
import { type PeriodSetting, periodOf } from '../../../shared/domain/reports/periods';
import type { ReportSources } from '../../../shared/domain/reports/sources';
import { err, ok, type Result } from '../../../shared/lib/result';
import { openReportSources } from '../reports/sources/open-sources';
import { frameworksIn } from './framework-file';

export interface EvaluationWish {
  readonly frameworkId: string;
  /** `LAST_QUARTER`, or two dates or moments with two dots between them: `2026-01-01..2026-03-31`. */
  readonly period: string;
  readonly zone: string;
  /** What "last quarter" is counted from; null is the newest moment of the journal. */
  readonly asOf: Instant | null;
}

export interface EvaluationProblem {
  readonly code: 'unknown' | 'invalid' | 'faulty' | 'not-readable';
  readonly field: string | null;
  readonly message: string;
}

/** Holds a framework of this data directory against what its journal tells. Reads only; takes as long as the period is full. */
export function evaluateIn(
  dataDir: string,
  version: string,
  wish: EvaluationWish,
): Result<FrameworkEvaluation, EvaluationProblem> {
  const opened = openReportSources(dataDir, version, wish.asOf);
  if (!opened.ok) return err({ code: 'not-readable', field: null, message: `${opened.error.message} ${opened.error.next}` });
  try {
    const { sources, place } = opened.value;
    return evaluateWith(sources, place.dir, wish, opened.value.oldestAt());
  } finally {
    opened.value.close();
  }
}

/** As `evaluateIn`, over sources that are open. `dir`: where `frameworks.json` lies; `since`: when the record begins, and with it `ALL`. */
export function evaluateWith(
  sources: ReportSources,
  dir: string,
  { frameworkId, period, zone }: Omit<EvaluationWish, 'asOf'>,
  since: Instant | null,
): Result<FrameworkEvaluation, EvaluationProblem> {
  const framework = frameworkIn(dir, frameworkId);
  if (!framework.ok) return framework;
  const meant = periodOf(settingOf(period), sources.asOf, zone);
  if (!meant.ok) return err({ code: 'invalid', field: 'period', message: meant.error });
  const whole =
    meant.value.name === 'ALL' && since !== null && since < meant.value.to ? { ...meant.value, from: since } : meant.value;
  return ok(evaluateFramework(framework.value, sources, whole));
}

/** A framework that can be evaluated, or why not. */
export function frameworkIn(dir: string, frameworkId: string): Result<Framework, EvaluationProblem> {
  const found = frameworksIn(dir).find((one) => one.frameworkId === frameworkId);
  if (found === undefined)
    return err({ code: 'unknown', field: 'frameworkId', message: `There is no framework ${frameworkId} here.` });
  if (found.framework !== null) return ok(found.framework);
  const said = found.problems.map(({ field, message }) => `${field}: ${message}`).join('; ');
  return err({ code: 'faulty', field: null, message: `The framework ${frameworkId} is not evaluated. ${said}` });
}

function settingOf(period: string): PeriodSetting {
  const [From, To, ...more] = period.split('..');
  return From === undefined || To === undefined || more.length > 0 ? period : { From, To };
}
