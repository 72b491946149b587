import type { ReactNode } from 'react';

interface SparklineProps {
  /** Oldest first; null is a gap. */
  readonly values: readonly (number | null)[];
  readonly width: number;
  readonly height: number;
  /** A CSS colour. */
  readonly colour?: string;
}

/** The run of a value in the height of a line of text; the figures stand beside it. */
export function Sparkline({ values, width, height, colour = 'var(--series-1)' }: SparklineProps): ReactNode {
  const known = values.filter((value) => value !== null);
  const top = Math.max(...known, 0);
  const bottom = Math.min(...known, 0);
  const x = (index: number): number => (values.length < 2 ? width / 2 : 2 + (index / (values.length - 1)) * (width - 4));
  const y = (value: number): number => height - 2 - ((value - bottom) / (top - bottom || 1)) * (height - 4);
  const runs = runsOf(values);
  return (
    <svg width={width} height={height} aria-hidden="true" focusable="false">
      {runs.map((run) =>
        run.length === 1 ? (
          run.map(({ index, value }) => <circle key={index} cx={x(index)} cy={y(value)} r="1.8" fill={colour} />)
        ) : (
          <polyline
            key={run[0]?.index}
            points={run.map(({ index, value }) => `${x(index).toFixed(1)},${y(value).toFixed(1)}`).join(' ')}
            fill="none"
            stroke={colour}
            strokeWidth="1.6"
            strokeLinejoin="round"
          />
        ),
      )}
    </svg>
  );
}

interface Spot {
  readonly index: number;
  readonly value: number;
}

/** Stretches without a gap. */
function runsOf(values: readonly (number | null)[]): readonly (readonly Spot[])[] {
  const runs: Spot[][] = [];
  let open: Spot[] | null = null;
  values.forEach((value, index) => {
    if (value === null) {
      open = null;
    } else if (open === null) {
      open = [{ index, value }];
      runs.push(open);
    } else {
      open.push({ index, value });
    }
  });
  return runs;
}
