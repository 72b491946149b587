import type { ReactNode } from 'react';
import { t } from '../language/language';
import { formatMoment } from '../ui/format';
import { align, type Line } from './align';
import classes from './charts.module.css';
import { type Unit, valueWords } from './value-words';

/** Newest rows that a table shows; older ones are in the chart and behind the API. */
const MOST_ROWS = 200;

/** The figures of a chart, newest first. */
export function ChartTable({ lines, unit, name }: { lines: readonly Line[]; unit: Unit; name: string }): ReactNode {
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
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
