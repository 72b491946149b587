import type { ReactNode } from 'react';
import { t } from '../language/language';
import { formatMoment } from '../ui/format';
import { align, type Line } from './align';
import classes from './charts.module.css';
import { type ExpectedBand, expectationAt } from './expected';
import { scoreWords } from './expected-tools';
import { type Unit, valueWords } from './value-words';

/** Newest rows that a table shows; older ones are in the chart and behind the API. */
const MOST_ROWS = 200;

interface ChartTableProps {
  readonly lines: readonly Line[];
  readonly unit: Unit;
  readonly name: string;
  /** What was expected of one line; null where that is not shown. */
  readonly band: ExpectedBand | null;
  readonly stepMs: number | null;
}

/** The figures of a chart, newest first. */
export function ChartTable({ lines, unit, name, band, stepMs }: ChartTableProps): ReactNode {
  const { atMs, values } = align(lines, null);
  const places = atMs.map((_, place) => place).reverse();
  return (
    // biome-ignore lint/a11y/useSemanticElements: what scrolls must be reachable by keyboard, and is neither a landmark nor a set of fields
    // biome-ignore lint/a11y/noNoninteractiveTabindex: as above
    <div className={classes.scroll} role="group" tabIndex={0} aria-label={name}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('widgets.chartMoment')}</th>
            {lines.map((line) => (
              <th key={line.key} scope="col" className={classes.number}>
                {line.label}
              </th>
            ))}
            {band === null
              ? null
              : (['low', 'high', 'score'] as const).map((column) => (
                  <th key={column} scope="col" className={classes.number}>
                    {t(`findings.table:${column}`)}
                  </th>
                ))}
          </tr>
        </thead>
        <tbody>
          {places.slice(0, MOST_ROWS).map((place) => (
            <tr key={atMs[place]}>
              <td>{formatMoment(atMs[place] ?? 0)}</td>
              {lines.map((line, index) => (
                <td key={line.key} className={classes.number}>
                  {valueWords(values[index]?.[place] ?? null, unit)}
                </td>
              ))}
              {band === null ? null : <Expected band={band} atMs={atMs[place] ?? 0} stepMs={stepMs} unit={unit} />}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface ExpectedProps {
  readonly band: ExpectedBand;
  readonly atMs: number;
  readonly stepMs: number | null;
  readonly unit: Unit;
}

function Expected({ band, atMs, stepMs, unit }: ExpectedProps): ReactNode {
  const one = expectationAt(band.points, atMs, stepMs);
  return (
    <>
      <td className={classes.number}>{valueWords(one?.low ?? null, unit)}</td>
      <td className={classes.number}>{valueWords(one?.high ?? null, unit)}</td>
      <td className={classes.number}>{one === null || one.score === null ? '—' : scoreWords(one.score)}</td>
    </>
  );
}
