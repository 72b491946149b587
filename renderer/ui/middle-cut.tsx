import type { ReactNode } from 'react';
import classes from './middle-cut.module.css';

const TAIL = 6;
const SHORTEST = 18;

/** A name that is cut in its middle where room is short, since both ends tell names apart; whole on hover. */
export function MiddleCut({ text }: { text: string }): ReactNode {
  if (text.length < SHORTEST)
    return (
      <span className={classes.whole} title={text}>
        {text}
      </span>
    );
  return (
    <span className={classes.cut} title={text}>
      <span className={classes.head}>{text.slice(0, -TAIL)}</span>
      <span className={classes.tail}>{text.slice(-TAIL)}</span>
    </span>
  );
}
