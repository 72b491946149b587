import type { ControlResult, EvidenceResult } from '../../../shared/domain/frameworks/evaluation';
import { locale, t } from '../../language/language';
import { formatMoment, formatNumber } from '../../ui/format';
import type { Spoken } from '../../ui/tone';

/** A result with its mark: never told by colour alone. */
export function ofResult(result: ControlResult): Spoken {
  const word = t(`compliance.result:${result}`);
  switch (result) {
    case 'satisfied':
      return { tone: 'succeeded', word };
    case 'partly':
      return { tone: 'waiting', word };
    case 'not':
      return { tone: 'failed', word };
    case 'not-assessed':
      return { tone: 'quiet', word };
  }
}

export const results = ['not', 'partly', 'not-assessed', 'satisfied'] as const satisfies readonly ControlResult[];

/** A figure as its unit says; a dash where it is not known. */
export function figureWords({ value, unit }: EvidenceResult['figures'][number]): string {
  if (value === null) return '–';
  if (unit === 'fraction' && typeof value === 'number') return percentOf(value);
  if (unit === 'instant' && typeof value === 'string') return formatMoment(Date.parse(value));
  return typeof value === 'number' ? formatNumber(value) : value;
}

/** Rounded down: 99.99 % is not all. */
function percentOf(fraction: number): string {
  return (Math.floor(fraction * 1_000) / 1_000).toLocaleString(locale(), { style: 'percent', maximumFractionDigits: 1 });
}
