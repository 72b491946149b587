import { type Finding, FindingAspect, FindingFamily, type FindingMethod } from '../../../shared/domain/detection/finding';
import { scoreWords } from '../../charts/expected-tools';
import { plain, type Unit, valueWords } from '../../charts/value-words';
import { t } from '../../language/language';
import type { Spoken } from '../tone';

export function familyWords(family: FindingFamily): string {
  return t(`findings.family:${family}`);
}

export function methodWords(method: FindingMethod): string {
  return t(`findings.method:${method}`);
}

export function aspectWords(aspect: FindingAspect): string {
  return t(`findings.aspect:${aspect}`);
}

/** `replication-lag.level` as people say it; as it came where this console does not know it. */
export function kindWords(kind: string): string {
  const [family, aspect] = kind.split('.');
  const known = FindingFamily.safeParse(family);
  const side = FindingAspect.safeParse(aspect);
  return known.success && side.success
    ? t('findings.kind', { family: familyWords(known.data), aspect: aspectWords(side.data) })
    : kind;
}

/** Whether it lasts. */
export function ofFinding({ endedAt }: Pick<Finding, 'endedAt'>): Spoken {
  return endedAt === null
    ? { tone: 'running', word: t('findings.state:open') }
    : { tone: 'succeeded', word: t('findings.state:ended') };
}

/** The unit a chart can draw; what is counted per minute is a count there. */
export function unitOf(unit: string | null): Unit {
  switch (unit) {
    case 'Seconds':
    case 'Bytes':
    case 'Percent':
    case 'Share':
      return unit;
    default:
      return 'Count';
  }
}

/** A value of the evidence in its unit; one that this console does not know stands behind the number as it came. */
export function evidenceWords(value: number, unit: string | null): string {
  if (unit === 'Per minute') return t('findings.perMinute', { value: plain(value, Math.abs(value) < 10 ? 1 : 0) });
  if (unit === 'Probability' || unit === 'probability') return likelihoodWords(value);
  const known = unitOf(unit);
  const words = valueWords(value, known);
  return known === 'Count' && unit !== null && unit !== 'Count' ? `${words} ${unit}` : words;
}

/** What it is now: a value in its unit, of a fleet how many of its series are off; null where there is none. */
export function foundWords({ method, evidence: { value, unit } }: Pick<Finding, 'method' | 'evidence'>): string | null {
  if (value === null) return null;
  return method === 'fleet' ? t('findings.atOnce', { value: plain(value, 0) }) : evidenceWords(value, unit);
}

/** `10 s – 20 s`, `up to 20 s`; null where nothing was expected. */
export function usualWords({ method, evidence: { expected, unit } }: Pick<Finding, 'method' | 'evidence'>): string | null {
  if (expected === null) return null;
  const { low, high } = expected;
  if (method === 'fleet' && high < 1) return t('findings.belowOne');
  return low <= 0 && high > 0
    ? t('findings.upTo', { high: evidenceWords(high, unit) })
    : t('findings.range', { low: evidenceWords(low, unit), high: evidenceWords(high, unit) });
}

/** `72 % likely`; never 0 % or 100 %, which nothing foreseen is. */
function likelihoodWords(share: number): string {
  if (share > 0.99) return t('findings.likely', { percent: t('findings.moreThan', { value: 99 }) });
  if (share < 0.01) return t('findings.likely', { percent: t('findings.lessThan', { value: 1 }) });
  return t('findings.likely', { percent: Math.round(share * 100) });
}

/** `score 0.93, told from 0.88`; of an outlook `72 % likely`. `threshold` is null while it is not known. */
export function scoreOf(
  { method, score, evidence }: Pick<Finding, 'method' | 'score' | 'evidence'>,
  threshold: number | null,
): string {
  if (method === 'forecast') return evidence.value === null ? t('findings.unknownLikelihood') : likelihoodWords(evidence.value);
  if (threshold === null) return t('findings.scoreIs', { score: scoreWords(score) });
  if (threshold > 1) return t('findings.scoreNever', { score: scoreWords(score) });
  return t('findings.scoreTold', { score: scoreWords(score), threshold: scoreWords(threshold) });
}

/** What a changed sensitivity means for how often such findings are made, as far as it can be said. */
export function frequencyWords(before: number, sensitivity: number): string {
  if (sensitivity === before) return t('findings.asOften');
  if (sensitivity === 0) return t('findings.neverMore');
  return sensitivity < before ? t('findings.lessOften') : t('findings.moreOften');
}
