import type { ReactNode } from 'react';
import classes from './charts.module.css';
import { lookOf } from './series-looks';

export interface Bar {
  readonly key: string;
  readonly label: string;
  readonly value: number;
  /** The value in words. */
  readonly words: string;
  /** A CSS colour; the bar's place decides where absent. */
  readonly colour?: string;
  readonly onOpen?: () => void;
}

/** Horizontal bars with their names and values; the longest is `top`. */
export function Bars({ bars, top, plain = false }: { bars: readonly Bar[]; top?: number; plain?: boolean }): ReactNode {
  const longest = top ?? Math.max(...bars.map(({ value }) => value), 0);
  // Names get the room the longest of them needs, and never more than the bars.
  const names = Math.max(...bars.map(({ label }) => label.length), 4) * 0.6 + 0.5;
  return (
    <ul className={classes.bars}>
      {bars.map((bar, index) => (
        <li key={bar.key}>
          <Line bar={bar} names={names}>
            <span className={classes.barName} title={bar.label}>
              {bar.label}
            </span>
            <span className={classes.track}>
              <span
                className={classes.fill}
                style={{
                  width: `${longest <= 0 ? 0 : Math.min(100, Math.max(0, (bar.value / longest) * 100))}%`,
                  background: bar.colour ?? `var(${lookOf(plain ? 0 : index).colour})`,
                }}
              />
            </span>
            <span className={classes.barValue}>{bar.words}</span>
          </Line>
        </li>
      ))}
    </ul>
  );
}

/** `names`: room for the name, in widths of its type. */
function Line({ bar, names, children }: { bar: Bar; names: number; children: ReactNode }): ReactNode {
  const style = { gridTemplateColumns: `min(${names}em, 44%) 1fr auto` };
  if (bar.onOpen === undefined)
    return (
      <div className={classes.bar} style={style}>
        {children}
      </div>
    );
  return (
    <button type="button" className={classes.bar} style={style} onClick={bar.onOpen} title={`${bar.label}: ${bar.words}`}>
      {children}
    </button>
  );
}
