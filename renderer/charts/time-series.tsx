import { VisuallyHidden } from '@mantine/core';
import { IconChartLine, IconTable, IconZoomReset } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { t } from '../language/language';
import { formatMoment } from '../ui/format';
import type { Line } from './align';
import { ChartTable } from './chart-table';
import classes from './charts.module.css';
import { type ExpectedBand, expectationAt, type MarkedMoment } from './expected';
import { type ExpectedSwitch, ExpectedTools, expectationWords } from './expected-tools';
import type { Level, PlotKind } from './plot-options';
import { Swatch } from './swatch';
import { usePlot } from './use-plot';
import { type Unit, valueWords } from './value-words';

export interface TimeSeriesProps {
  /** What it shows, for those who do not see it. */
  readonly name: string;
  readonly lines: readonly Line[];
  readonly unit: Unit;
  readonly fromMs: number;
  readonly toMs: number;
  /** Points lie this far apart; longer stretches without any are gaps. Null where points stand for themselves. */
  readonly stepMs: number | null;
  readonly width: number;
  readonly height: number;
  readonly large?: boolean;
  readonly kind?: PlotKind;
  readonly levels?: readonly Level[];
  /** Where the values of one line were expected: shaded, the strange ones marked. Kept by its users while it says the same. */
  readonly band?: ExpectedBand | null;
  readonly moments?: readonly MarkedMoment[];
  /** Lets the reader turn the band on and off; without it, it is shown. */
  readonly expected?: ExpectedSwitch;
}

/**
 * Lines over time: drag to zoom, double click for all of it; by keyboard, arrows move the crosshair, + and − zoom. Each line differs
 * by colour, dash and marker. The same figures as a table are one button away.
 */
export function TimeSeries(props: TimeSeriesProps): ReactNode {
  const { name, lines, unit, stepMs, width, height, large = false, expected } = props;
  const [hidden, setHidden] = useState<readonly string[]>([]);
  const [asTable, setAsTable] = useState(false);
  const shown = lines.filter(({ key }) => !hidden.includes(key));
  const legendHeight = legendRows(lines, width, height, large) * (large ? 40 : 25);
  const shaded = expected?.isOn === false ? null : (props.band ?? null);
  const plot = usePlot({ ...props, hidden, shaded, width, height: Math.max(40, height - legendHeight) });
  const toggle = (key: string): void =>
    setHidden((before) => (before.includes(key) ? before.filter((one) => one !== key) : [...before, key]));
  const read =
    shaded === null || plot.cursorMs === null ? '' : expectationWords(expectationAt(shaded.points, plot.cursorMs, stepMs), unit);
  return (
    <div className={classes.chart} data-large={large || undefined} style={{ width, height }}>
      {asTable ? (
        <ChartTable lines={shown} unit={unit} name={name} band={shaded} stepMs={stepMs} />
      ) : (
        // biome-ignore lint/a11y/useSemanticElements: a chart that is read by keyboard is no set of fields
        <div
          ref={plot.host}
          role="group"
          tabIndex={large ? -1 : 0}
          className={classes.plot}
          aria-label={t('widgets.chartName', { name, lines: lines.length })}
          onKeyDown={plot.onKeyDown}
        />
      )}
      {expected?.isOn === true && expected.note !== null ? (
        <p className={classes.noBand} role="status">
          {expected.note}
        </p>
      ) : null}
      <div className={classes.foot} style={{ height: legendHeight }}>
        <ul className={classes.legend}>
          {lines.map((line, index) => (
            <li key={line.key}>
              <button
                type="button"
                className={classes.key}
                aria-pressed={!hidden.includes(line.key)}
                onClick={() => toggle(line.key)}
                title={line.label}
              >
                <Swatch index={index} large={large} />
                <span className={classes.keyName}>{line.label}</span>
                <strong>{valueWords(plot.readAt(index) ?? line.points.at(-1)?.value ?? null, unit)}</strong>
              </button>
            </li>
          ))}
        </ul>
        <VisuallyHidden aria-live="polite">
          {plot.cursorMs === null
            ? ''
            : `${formatMoment(plot.cursorMs)}: ${lines.map((line, index) => `${line.label} ${valueWords(plot.readAt(index), unit)}`).join(', ')}${read === '' ? '' : `, ${read}`}`}
        </VisuallyHidden>
        {plot.cursorMs === null || large ? null : (
          <span className={classes.when}>
            {formatMoment(plot.cursorMs)}
            {read === '' ? '' : ` · ${read}`}
          </span>
        )}
        {large ? null : (
          <>
            {expected === undefined ? null : <ExpectedTools expected={expected} lines={lines} />}
            {plot.zoomed ? (
              <button
                type="button"
                className={classes.tool}
                onClick={plot.reset}
                title={t('widgets.chartReset')}
                aria-label={t('widgets.chartReset')}
              >
                <IconZoomReset size={15} aria-hidden="true" />
              </button>
            ) : null}
            <button
              type="button"
              className={classes.tool}
              aria-pressed={asTable}
              onClick={() => setAsTable(!asTable)}
              title={asTable ? t('widgets.chartAsChart') : t('widgets.chartAsTable')}
              aria-label={asTable ? t('widgets.chartAsChart') : t('widgets.chartAsTable')}
            >
              {asTable ? <IconChartLine size={15} aria-hidden="true" /> : <IconTable size={15} aria-hidden="true" />}
            </button>
          </>
        )}
      </div>
    </div>
  );
}

/** Rows the legend needs; at most a third of the chart, and every line is in the table. */
function legendRows(lines: readonly Line[], width: number, height: number, large: boolean): number {
  const letter = large ? 13 : 7;
  const needed = lines.reduce(
    (sum, { label }) => sum + Math.min(22, label.length + 5) * letter + (large ? 90 : 52),
    large ? 0 : 60,
  );
  const most = Math.max(1, Math.floor(height / 3 / (large ? 40 : 24)));
  return Math.min(most, Math.max(1, Math.ceil(needed / width)));
}
