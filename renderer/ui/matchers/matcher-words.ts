import type { Matcher } from '../../../shared/domain/alerting/labels';
import { t } from '../../language/language';

/** `plan = Payroll DR and wave ≠ 3`, as a person reads it. */
export function matchersWords(matchers: readonly Matcher[]): string {
  if (matchers.length === 0) return t('alerting.everyAlert');
  return matchers.map(matcherWords).join(t('alerting.and'));
}

export function matcherWords({ label, op, value }: Matcher): string {
  const words = op === '=~' || op === '!~' ? alternatives(value) : null;
  if (words !== null) {
    const all = words.map((word) => valueWords(label, word)).join(', ');
    return t(op === '=~' ? 'alerting.op:anyOf' : 'alerting.op:noneOf', { label, value: all });
  }
  const said = op === '=' || op === '!=' ? valueWords(label, value) : value;
  return t(`alerting.op:${opName[op]}`, { label, value: said === '' ? t('alerting.nothing') : said });
}

/** `wave\\.failed|wave-stuck`: the plain words a regular expression stands for; null where it is more than a list of words. */
function alternatives(expression: string): readonly string[] | null {
  const words = expression.split('|');
  return words.every((word) => /^(?:[\w\s-]|\\\.)+$/.test(word)) ? words.map((word) => word.replaceAll('\\.', '.')) : null;
}

/** Kinds of alerts are words joined by dots and dashes. */
function valueWords(label: string, value: string): string {
  return label === 'kind' ? value.replaceAll(/[-.]/g, ' ') : value;
}

const opName = { '=': 'is', '!=': 'isNot', '=~': 'fits', '!~': 'fitsNot' } as const satisfies Record<Matcher['op'], string>;

/** For a choice of the operator. */
export function opWords(op: Matcher['op']): string {
  return t(`alerting.opWord:${opName[op]}`);
}
