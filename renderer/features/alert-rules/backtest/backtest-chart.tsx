import type { ReactNode } from 'react';
import type { Backtest } from '../../../../shared/domain/alerting/rules/report';
import { type Unit, valueWords } from '../../../charts/value-words';
import { t } from '../../../language/language';
import { formatMoment } from '../../../ui/format';
import classes from './backtest.module.css';

interface BacktestChartProps {
  readonly name: string;
  readonly points: Backtest['series'][number]['points'];
  readonly threshold: number;
  readonly unit: Unit;
  readonly fromMs: number;
  readonly toMs: number;
}

const WIDTH = 440;
const HEIGHT = 130;
const PLOT = { left: 62, right: WIDTH - 6, top: 8, bottom: HEIGHT - 20 };

/** The line of one series with its threshold; where the rule would have been in alarm, the ground is marked. */
export function BacktestChart({ name, points, threshold, unit, fromMs, toMs }: BacktestChartProps): ReactNode {
  const values = points.flatMap(({ value }) => (value === null ? [] : [value]));
  const top = Math.max(...values, threshold, 0) * 1.1 || 1;
  const bottom = Math.min(...values, 0);
  const x = (ms: number): number => PLOT.left + ((ms - fromMs) / (toMs - fromMs || 1)) * (PLOT.right - PLOT.left);
  const y = (value: number): number => PLOT.bottom - ((value - bottom) / (top - bottom)) * (PLOT.bottom - PLOT.top);
  const alarms = stretchesOf(points, toMs);
  return (
    <figure className={classes.figure}>
      <figcaption className={classes.name} title={name}>
        {name}
      </figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={t('alertRules.chartWords', { name, count: alarms.length, threshold: valueWords(threshold, unit) })}
      >
        {alarms.map(({ from, to }) => (
          <rect
            key={from}
            className={classes.alarm}
            x={x(from)}
            y={PLOT.top}
            width={Math.max(2, x(to) - x(from))}
            height={PLOT.bottom - PLOT.top}
          />
        ))}
        <line className={classes.axis} x1={PLOT.left} x2={PLOT.right} y1={PLOT.bottom} y2={PLOT.bottom} />
        {runsOf(points).map((run) => (
          <polyline
            key={run[0]?.at}
            className={classes.line}
            points={run.map(({ at, value }) => `${x(Date.parse(at)).toFixed(1)},${y(value).toFixed(1)}`).join(' ')}
          />
        ))}
        <line className={classes.threshold} x1={PLOT.left} x2={PLOT.right} y1={y(threshold)} y2={y(threshold)} />
        <text className={classes.text} x={PLOT.left - 5} y={y(threshold) + 4} textAnchor="end">
          {valueWords(threshold, unit)}
        </text>
        <text className={classes.text} x={PLOT.left} y={HEIGHT - 5}>
          {formatMoment(fromMs)}
        </text>
        <text className={classes.text} x={PLOT.right} y={HEIGHT - 5} textAnchor="end">
          {formatMoment(toMs)}
        </text>
      </svg>
    </figure>
  );
}

/** Times in alarm: from the first point that is to the first that is not. */
function stretchesOf(points: BacktestChartProps['points'], endMs: number): readonly { from: number; to: number }[] {
  const stretches: { from: number; to: number }[] = [];
  let from: number | null = null;
  for (const { at, alarm } of points) {
    const ms = Date.parse(at);
    if (alarm && from === null) from = ms;
    if (!alarm && from !== null) {
      stretches.push({ from, to: ms });
      from = null;
    }
  }
  return from === null ? stretches : [...stretches, { from, to: endMs }];
}

/** Stretches without a gap: nothing is drawn across a time in which nobody measured. */
function runsOf(points: BacktestChartProps['points']): readonly (readonly { at: string; value: number }[])[] {
  const runs: { at: string; value: number }[][] = [];
  let open: { at: string; value: number }[] | null = null;
  for (const { at, value } of points) {
    if (value === null) open = null;
    else if (open === null) {
      open = [{ at, value }];
      runs.push(open);
    } else open.push({ at, value });
  }
  return runs;
}
