import type { ReactNode } from 'react';
import classes from './charts.module.css';

interface HeatGridProps {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly {
    readonly key: string;
    readonly label: string;
    /** One for each column; null where nothing was measured, which is drawn as a hole and not as zero. */
    readonly values: readonly (number | null)[];
    readonly onOpen?: () => void;
  }[];
  readonly words: (value: number) => string;
  readonly width: number;
  readonly height: number;
  readonly large?: boolean;
}

/** Rows of cells, the darker the less. A frame of dots marks what was not measured. */
export function HeatGrid({ name, columns, rows, words, width, height, large = false }: HeatGridProps): ReactNode {
  const type = large ? 20 : 11;
  const left = Math.min(width * 0.34, Math.max(...rows.map(({ label }) => label.length), 2) * type * 0.6 + 10);
  const cell = { width: (width - left) / Math.max(1, columns.length), height: (height - type * 1.8) / Math.max(1, rows.length) };
  const top = Math.max(...rows.flatMap(({ values }) => values.map((value) => value ?? 0)), 0);
  const every = Math.max(1, Math.ceil((Math.max(...columns.map(({ length }) => length), 1) * type * 0.62 + 8) / cell.width));
  const letters = Math.floor((left - 10) / (type * 0.56));
  return (
    <svg width={width} height={height} role="img" aria-label={`${name}. ${saidOf(rows, words)}`}>
      {rows.map((row, y) => (
        <g key={row.key}>
          {cell.height >= type * 0.85 ? (
            <text
              x={left - 6}
              y={(y + 0.5) * cell.height + type * 0.36}
              textAnchor="end"
              className={classes.svgText}
              fontSize={type}
            >
              <title>{row.label}</title>
              {row.label.length > letters ? `${row.label.slice(0, Math.max(1, letters - 1))}…` : row.label}
            </text>
          ) : null}
          {row.values.map((value, x) => (
            // biome-ignore lint/a11y/noStaticElementInteractions: what a cell leads to is reached by the list of it as well
            // biome-ignore lint/suspicious/noArrayIndexKey: columns are moments and stand in their order
            <g key={x} className={row.onOpen === undefined ? undefined : classes.hit} onClick={row.onOpen}>
              <title>{`${row.label}, ${columns[x] ?? ''}: ${value === null ? '—' : words(value)}`}</title>
              <rect
                className={classes.cell}
                x={left + x * cell.width}
                y={y * cell.height}
                width={Math.max(1, cell.width)}
                height={Math.max(1, cell.height)}
                fill={value === null ? 'var(--sunken)' : heatOf(top <= 0 ? 0 : value / top)}
              />
              {value === null && cell.width > 5 && cell.height > 5 ? (
                <circle cx={left + (x + 0.5) * cell.width} cy={(y + 0.5) * cell.height} r="1" fill="var(--line-strong)" />
              ) : null}
            </g>
          ))}
        </g>
      ))}
      {columns.map((column, x) =>
        x % every === 0 ? (
          <text
            // biome-ignore lint/suspicious/noArrayIndexKey: columns are moments and stand in their order
            key={x}
            x={left + (x + 0.5) * cell.width}
            y={height - 3}
            textAnchor="middle"
            className={classes.svgText}
            fontSize={type}
          >
            {column}
          </text>
        ) : null,
      )}
    </svg>
  );
}

/** A share of the most as a CSS colour: stays apart from the hole of what was not measured. */
export function heatOf(share: number): string {
  return `color-mix(in srgb, var(--heat) ${Math.round(10 + Math.min(1, Math.max(0, share)) * 90)}%, var(--ground))`;
}

function saidOf(rows: HeatGridProps['rows'], words: (value: number) => string): string {
  return rows
    .slice(0, 12)
    .map(({ label, values }) => {
      const known = values.filter((value) => value !== null);
      return `${label}: ${known.length === 0 ? '—' : words(Math.max(...known))}`;
    })
    .join(', ');
}
