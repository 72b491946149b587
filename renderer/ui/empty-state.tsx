import { VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './empty-state.module.css';

interface EmptyStateProps {
  readonly text: string;
  readonly next?: string;
  readonly action?: ReactNode;
  /** Name of the screen for those who cannot see it, where the empty state is all there is. */
  readonly heading?: string;
}

/** One sentence, and at most one button that does something about it. */
export function EmptyState({ text, next, action, heading }: EmptyStateProps): ReactNode {
  return (
    <div className={classes.empty}>
      {heading === undefined ? null : <VisuallyHidden component="h1">{heading}</VisuallyHidden>}
      <p className={classes.text}>{text}</p>
      {next === undefined ? null : <p className={classes.next}>{next}</p>}
      {action}
    </div>
  );
}
