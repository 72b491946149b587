import type { ReactNode } from 'react';
import { fillOf } from './patterns';
import type { BarKind } from './stack-lane';
import classes from './timeline.module.css';

const entries: readonly (readonly [BarKind, string])[] = [
  ['SNAPSHOT', 'snapshot'],
  ['CONVERSION', 'conversion'],
  ['LAUNCH', 'launch'],
  ['LAUNCHED', 'launched'],
];

export function Legend(): ReactNode {
  return (
    <div className={classes.legend}>
      {entries.map(([kind, word]) => (
        <span key={kind} className={classes.key}>
          <svg width="14" height="10" aria-hidden="true" focusable="false">
            <rect width="14" height="10" rx="1" fill={fillOf(kind)} />
          </svg>
          {word}
        </span>
      ))}
    </div>
  );
}
