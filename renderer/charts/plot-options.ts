import uPlot from 'uplot';
import { language, localeOf } from '../language/language';
import { type Line, marked } from './align';
import { drawBand, drawMarks, type ExpectedBand, type MarkedMoment, topOf } from './expected';
import { markerPath } from './marker-path';
import { lookOf } from './series-looks';
import { type Unit, valueWords } from './value-words';

export type PlotKind = 'line' | 'area' | 'bars' | 'steps';

/** A level that the lines are held against. */
export interface Level {
  readonly value: number;
  readonly label: string;
  /** A CSS variable's name. */
  readonly colour: string;
}

export interface PlotLooks {
  readonly kind: PlotKind;
  readonly unit: Unit;
  readonly large: boolean;
  readonly levels: readonly Level[];
  /** The value of a CSS variable where the chart stands, so that theme and wall each have their own. */
  readonly colourOf: (variable: string) => string;
  /** What is shaded and marked beside the lines; asked with each drawing. */
  readonly beside: () => { readonly band: ExpectedBand | null; readonly moments: readonly MarkedMoment[] };
}

/** Most markers along one line; more would hide it. */
const MARKERS = 9;

/** Series, axes and scales of one chart; `extent` is asked with each drawing. */
export function plotOptions(
  lines: readonly Line[],
  looks: PlotLooks,
  size: { readonly width: number; readonly height: number },
  extent: () => { readonly fromMs: number; readonly toMs: number },
  hooks: uPlot.Hooks.Arrays,
): uPlot.Options {
  const { colourOf, large, unit, levels, beside } = looks;
  const font = `${large ? 22 : 11}px system-ui, "Segoe UI", "Noto Sans", sans-serif`;
  const axis = { font, stroke: colourOf('--text-dim'), ticks: { show: false } };
  const grid = { stroke: colourOf('--line'), width: 1 };
  return {
    ...size,
    ms: 1,
    legend: { show: false },
    padding: [large ? 14 : 8, large ? 20 : 12, 0, 0],
    cursor: { y: false, drag: { x: true, y: false, setScale: false, dist: 6 }, points: { size: large ? 14 : 7 } },
    scales: {
      x: {
        range: () => {
          const { fromMs, toMs } = extent();
          return [fromMs, toMs];
        },
      },
      y: { range: (_, lowest, highest) => yRange(lowest, highest, levels, beside().band) },
    },
    series: [{}, ...lines.map((_, index) => seriesAt(index, lines.length, looks))],
    axes: [
      {
        ...axis,
        grid: { show: false },
        size: large ? 40 : 22,
        gap: 4,
        space: large ? 150 : 74,
        values: (_, splits, _axis, _space, step) => splits.map((at) => momentWords(at, step)),
      },
      {
        ...axis,
        grid,
        gap: 6,
        space: large ? 64 : 34,
        size: (_, values) => Math.max(large ? 60 : 34, ...(values ?? []).map((value) => value.length * (large ? 13 : 6.6) + 14)),
        values: (_, splits) => splits.map((value) => valueWords(value, unit)),
        // Durations are read in minutes and hours, not in hundreds of seconds.
        ...(unit === 'Seconds' ? { incrs: DURATION_STEPS } : {}),
      },
    ],
    hooks: {
      ...hooks,
      drawAxes: [
        (plot) => {
          const { band } = beside();
          if (band !== null) drawBand(plot, band, looks);
        },
      ],
      draw: [
        (plot) => {
          drawLevels(plot, looks);
          const { band, moments } = beside();
          drawMarks(plot, band, moments, looks, uPlot.pxRatio);
        },
      ],
    },
  };
}

const DURATION_STEPS = [
  0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400,
  21_600, 43_200, 86_400, 172_800, 604_800,
];

function seriesAt(index: number, count: number, { kind, colourOf, large }: PlotLooks): uPlot.Series {
  const look = lookOf(index);
  const stroke = colourOf(look.colour);
  const size = large ? 12 : 7;
  return {
    stroke,
    width: large ? 4 : 2,
    dash: look.dash.map((length) => length * (large ? 2 : 1)),
    spanGaps: false,
    ...pathsOf(kind, (count - index) / count),
    ...(kind === 'area' || kind === 'bars'
      ? { fill: `color-mix(in srgb, ${stroke} ${kind === 'bars' ? 55 : 18}%, transparent)` }
      : {}),
    points: {
      show: kind !== 'bars',
      size,
      width: 1,
      stroke,
      fill: stroke,
      filter: (plot, series) => {
        const [first, last] = plot.series[0]?.idxs ?? [0, 0];
        return marked(Array.from(plot.data[series] ?? []), first, last, MARKERS);
      },
      paths: markerPath(look.marker, size),
    },
  };
}

/** Columns of several lines stand inside each other, `share` of the width for each, so that none hides another. */
function pathsOf(kind: PlotKind, share: number): Pick<uPlot.Series, 'paths'> {
  const built =
    kind === 'bars'
      ? uPlot.paths.bars?.({ size: [0.75 * share, 60 * share] })
      : kind === 'steps'
        ? uPlot.paths.stepped?.({ align: 1 })
        : undefined;
  return built === undefined ? {} : { paths: built };
}

/** From zero, with room above: a chart that begins at 98 % makes a drama of nothing. */
function yRange(
  lowest: number | null,
  highest: number | null,
  levels: readonly Level[],
  band: ExpectedBand | null,
): [number, number] {
  const top = Math.max(highest ?? 0, ...levels.map(({ value }) => value), band === null ? 0 : topOf(band, highest));
  return [Math.min(0, lowest ?? 0), top <= 0 ? 1 : top * 1.08];
}

/** `14:03`, or the day where the marks are days apart. */
function momentWords(atMs: number, stepMs: number): string {
  const parts: Intl.DateTimeFormatOptions =
    stepMs >= 86_400_000
      ? { day: 'numeric', month: 'short' }
      : { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', ...(stepMs < 60_000 ? { second: '2-digit' } : {}) };
  return new Date(atMs).toLocaleString(localeOf(language()), parts);
}

function drawLevels(plot: uPlot, { levels, colourOf, large }: PlotLooks): void {
  const { ctx, bbox } = plot;
  for (const level of levels) {
    const y = Math.round(plot.valToPos(level.value, 'y', true));
    if (y < bbox.top || y > bbox.top + bbox.height) continue;
    ctx.save();
    ctx.strokeStyle = colourOf(level.colour);
    ctx.fillStyle = colourOf(level.colour);
    ctx.lineWidth = (large ? 3 : 1.5) * uPlot.pxRatio;
    ctx.setLineDash([6 * uPlot.pxRatio, 4 * uPlot.pxRatio]);
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
    ctx.font = `${(large ? 22 : 11) * uPlot.pxRatio}px system-ui, "Segoe UI", "Noto Sans", sans-serif`;
    ctx.textAlign = 'right';
    ctx.textBaseline = 'bottom';
    ctx.fillText(level.label, bbox.left + bbox.width - 4, y - 2);
    ctx.restore();
  }
}
