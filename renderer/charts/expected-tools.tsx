import { IconWaveSine } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { t } from '../language/language';
import { formatNumber } from '../ui/format';
import type { Line } from './align';
import classes from './charts.module.css';
import type { Expectation } from './expected';
import { type Unit, valueWords } from './value-words';

/** Whether the reader has it shown where values were expected, and of which line: of several only for one. */
export interface ExpectedSwitch {
  readonly isOn: boolean;
  readonly onTurn: (isOn: boolean) => void;
  /** Key of the line it is shown for. */
  readonly of: string | null;
  readonly onOf: (key: string) => void;
  /** Why nothing is shaded although it was asked for; null while something is, or is on its way. */
  readonly note: string | null;
}

/** The switch among the tools of a chart, and the choice of the line. */
export function ExpectedTools({ expected, lines }: { expected: ExpectedSwitch; lines: readonly Line[] }): ReactNode {
  const { isOn, onTurn, of, onOf } = expected;
  return (
    <>
      {isOn && lines.length > 1 ? (
        <select
          className={classes.pick}
          aria-label={t('findings.expectedOf')}
          value={of ?? ''}
          onChange={(event) => onOf(event.currentTarget.value)}
        >
          {lines.map(({ key, label }) => (
            <option key={key} value={key}>
              {label}
            </option>
          ))}
        </select>
      ) : null}
      <button
        type="button"
        className={`${classes.tool} ${classes.wordTool}`}
        aria-pressed={isOn}
        onClick={() => onTurn(!isOn)}
        title={t('findings.expectedText')}
      >
        <IconWaveSine size={15} aria-hidden="true" /> {t('findings.expected')}
      </button>
    </>
  );
}

/** `expected 10 s – 20 s, score 0.93`; empty where nothing was expected. */
export function expectationWords(one: Expectation | null, unit: Unit): string {
  if (one === null || one.low === null || one.high === null) return '';
  const band = t('findings.expectedRange', { low: valueWords(one.low, unit), high: valueWords(one.high, unit) });
  return one.score === null ? band : `${band}, ${t('findings.scoreIs', { score: scoreWords(one.score) })}`;
}

/** Two digits, three where it comes close to 1: 0.998 is rarer than 0.99, and never shown as 1. */
export function scoreWords(score: number): string {
  const digits = score > 0.985 && score < 1 ? 3 : 2;
  const steps = 10 ** digits;
  return formatNumber(Math.floor(score * steps + 1e-9) / steps, digits);
}
