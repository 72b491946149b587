import type { ReactNode } from 'react';
import classes from './charts.module.css';
import { lookOf } from './series-looks';

export interface Slice {
  readonly key: string;
  readonly label: string;
  readonly value: number;
  readonly words: string;
  /** A CSS colour; the slice's place decides where absent. */
  readonly colour?: string;
  readonly onOpen?: () => void;
}

interface DonutProps {
  readonly name: string;
  readonly slices: readonly Slice[];
  /** In the middle. */
  readonly total: string;
  readonly width: number;
  readonly height: number;
}

/** Shares of a whole, with every share in words beside it: the ring alone is never needed to read it. */
export function Donut({ name, slices, total, width, height }: DonutProps): ReactNode {
  const sum = slices.reduce((all, { value }) => all + value, 0);
  const size = Math.max(40, Math.min(height - 4, width * 0.42));
  let from = 0;
  const colourAt = (slice: Slice, index: number): string => slice.colour ?? `var(${lookOf(index).colour})`;
  return (
    <div className={classes.share}>
      <svg
        width={size}
        height={size}
        viewBox="0 0 100 100"
        role="img"
        aria-label={`${name}: ${slices.map(({ label, words }) => `${label} ${words}`).join(', ')}`}
      >
        <circle cx="50" cy="50" r="38" fill="none" stroke="var(--line)" strokeWidth="15" />
        {slices.map((slice, index) => {
          const share = sum <= 0 ? 0 : slice.value / sum;
          const begins = from;
          from += share;
          return (
            <circle
              key={slice.key}
              cx="50"
              cy="50"
              r="38"
              fill="none"
              pathLength="100"
              stroke={colourAt(slice, index)}
              strokeWidth="15"
              strokeDasharray={`${Math.max(0, share * 100 - (slices.length > 1 ? 0.8 : 0))} 100`}
              strokeDashoffset={-begins * 100}
              transform="rotate(-90 50 50)"
            />
          );
        })}
        <text x="50" y="56" textAnchor="middle" className={classes.svgStrong} fontSize={total.length > 6 ? 12 : 18}>
          {total}
        </text>
      </svg>
      <ul className={classes.slices}>
        {slices.map((slice, index) => (
          <li key={slice.key} className={classes.slice}>
            <svg width="12" height="12" aria-hidden="true" focusable="false">
              <rect width="12" height="12" rx="2" fill={colourAt(slice, index)} />
            </svg>
            <SliceName slice={slice} />
            <strong>{slice.words}</strong>
          </li>
        ))}
      </ul>
    </div>
  );
}

function SliceName({ slice: { label, onOpen } }: { slice: Slice }): ReactNode {
  if (onOpen === undefined) return <span title={label}>{label}</span>;
  return (
    <button type="button" className={classes.sliceLink} onClick={onOpen} title={label}>
      {label}
    </button>
  );
}
