import type { Matcher } from '../../../shared/domain/alerting/labels';
import { t } from '../../language/language';

/** `plan = Payroll DR and wave ≠ 3`, as a person reads it. */
export function matchersWords(matchers: readonly Matcher[]): string {
  if (matchers.length === 0) return t('alerting.everyAlert');
  return matchers.map(matcherWords).join(t('alerting.and'));
}

export function matcherWords({ label, op, value }: Matcher): string {
  return t(`alerting.op:${opName[op]}`, { label, value: value === '' ? t('alerting.nothing') : value });
}

const opName = { '=': 'is', '!=': 'isNot', '=~': 'fits', '!~': 'fitsNot' } as const satisfies Record<Matcher['op'], string>;

/** For a choice of the operator. */
export function opWords(op: Matcher['op']): string {
  return t(`alerting.opWord:${opName[op]}`);
}
