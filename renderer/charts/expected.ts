import type uPlot from 'uplot';

/** One value with where it was expected before it came. `score`: 0 to 1, how strange it was; null where that is not known. */
export interface Expectation {
  readonly atMs: number;
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly score: number | null;
  /** Marked whatever its score, where that is not known. */
  readonly isMarked?: boolean;
}

/** What a chart shades beneath its lines. */
export interface ExpectedBand {
  /** Oldest first. */
  readonly points: readonly Expectation[];
  /** Scores from here on are marked. */
  readonly threshold: number;
}

/** A moment marked by an upright line. */
export interface MarkedMoment {
  readonly atMs: number;
  readonly label: string;
}

/**
 * What was expected for the value that a chart shows at `atMs`. A value that stands for a step has the strangest of that step; a point as
 * it was measured (`stepMs` null) has its own.
 */
export function expectationAt(points: readonly Expectation[], atMs: number, stepMs: number | null): Expectation | null {
  const within = points.filter((one) => (stepMs === null ? one.atMs === atMs : one.atMs >= atMs && one.atMs < atMs + stepMs));
  return within.reduce<Expectation | null>(
    (strangest, one) => (strangest === null || (one.score ?? -1) > (strangest.score ?? -1) ? one : strangest),
    null,
  );
}

/** The stretches in which something was expected; a hole longer than three times the usual distance is not shaded across. */
export function stretchesOf(
  points: readonly Expectation[],
): readonly (readonly (Expectation & { readonly low: number; readonly high: number })[])[] {
  const distances = points.slice(1).map(({ atMs }, index) => atMs - (points[index]?.atMs ?? atMs));
  const usual = distances.sort((a, b) => a - b)[Math.floor(distances.length / 2)] ?? 0;
  const stretches: (Expectation & { readonly low: number; readonly high: number })[][] = [];
  let last: number | null = null;
  for (const point of points) {
    const { low, high, atMs } = point;
    if (low === null || high === null) {
      last = null;
      continue;
    }
    const whole = { ...point, low, high };
    const current = stretches.at(-1);
    if (last === null || current === undefined || atMs - last > usual * 3) stretches.push([whole]);
    else current.push(whole);
    last = atMs;
  }
  return stretches;
}

/** As high as the band goes, but never so high that the line lies flat on the ground. */
export function topOf({ points }: ExpectedBand, highest: number | null): number {
  const top = Math.max(0, ...points.map(({ high }) => high ?? 0), ...points.map(({ value }) => value));
  return highest === null || highest <= 0 ? top : Math.min(top, highest * 2.5);
}

interface Looks {
  readonly colourOf: (variable: string) => string;
  readonly large: boolean;
}

/** The shaded band; beneath the lines. */
export function drawBand(plot: uPlot, { points }: ExpectedBand, { colourOf }: Looks): void {
  const { ctx, bbox } = plot;
  const x = (atMs: number): number => plot.valToPos(atMs, 'x', true);
  const y = (value: number): number => plot.valToPos(value, 'y', true);
  ctx.save();
  clip(ctx, bbox);
  const colour = colourOf('--text-dim');
  for (const stretch of stretchesOf(points)) {
    ctx.beginPath();
    for (const [index, { atMs, high }] of stretch.entries())
      index === 0 ? ctx.moveTo(x(atMs), y(high)) : ctx.lineTo(x(atMs), y(high));
    for (const { atMs, low } of [...stretch].reverse()) ctx.lineTo(x(atMs), y(low));
    ctx.closePath();
    ctx.fillStyle = colour;
    ctx.globalAlpha = 0.22;
    ctx.fill();
    ctx.globalAlpha = 0.6;
    ctx.strokeStyle = colour;
    ctx.lineWidth = 1;
    ctx.setLineDash([3, 3]);
    ctx.stroke();
  }
  ctx.restore();
}

/** A ring around each value that was strange enough to tell, above the lines; and the moments that are marked. */
export function drawMarks(
  plot: uPlot,
  band: ExpectedBand | null,
  moments: readonly MarkedMoment[],
  { colourOf, large }: Looks,
  ratio: number,
): void {
  const { ctx, bbox } = plot;
  ctx.save();
  clip(ctx, bbox);
  ctx.strokeStyle = colourOf('--failed');
  ctx.lineWidth = 1.8 * ratio;
  for (const { atMs, value, score, isMarked = false } of band?.points ?? []) {
    if (!isMarked && (score === null || band === null || score < band.threshold)) continue;
    ctx.beginPath();
    ctx.arc(plot.valToPos(atMs, 'x', true), plot.valToPos(value, 'y', true), (large ? 9 : 5) * ratio, 0, Math.PI * 2);
    ctx.stroke();
  }
  for (const { atMs, label } of moments) {
    const x = Math.round(plot.valToPos(atMs, 'x', true));
    if (x < bbox.left || x > bbox.left + bbox.width) continue;
    ctx.strokeStyle = colourOf('--waiting');
    ctx.fillStyle = colourOf('--waiting');
    ctx.lineWidth = 1.5 * ratio;
    ctx.setLineDash([4 * ratio, 3 * ratio]);
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    ctx.font = `${(large ? 22 : 11) * ratio}px system-ui, "Segoe UI", "Noto Sans", sans-serif`;
    const isRight = x > bbox.left + bbox.width / 2;
    ctx.textAlign = isRight ? 'right' : 'left';
    ctx.textBaseline = 'top';
    ctx.fillText(label, x + (isRight ? -4 : 4) * ratio, bbox.top + 2 * ratio);
  }
  ctx.restore();
}

function clip(ctx: CanvasRenderingContext2D, { left, top, width, height }: uPlot.BBox): void {
  ctx.beginPath();
  ctx.rect(left, top, width, height);
  ctx.clip();
}
