import type { ReactNode } from 'react';
import classes from './empty-state.module.css';

/** One sentence, and at most one button that does something about it. */
export function EmptyState({ text, next, action }: { text: string; next?: string; action?: ReactNode }): ReactNode {
  return (
    <div className={classes.empty}>
      <p className={classes.text}>{text}</p>
      {next === undefined ? null : <p className={classes.next}>{next}</p>}
      {action}
    </div>
  );
}
