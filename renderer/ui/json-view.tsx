import type { ReactNode } from 'react';
import classes from './json-view.module.css';
import { Scroll } from './scroll';

/** Data as it is, folded away until asked for. */
export function JsonView({ value, label, open = false }: { value: unknown; label: ReactNode; open?: boolean }): ReactNode {
  return (
    <details className={classes.details} open={open}>
      <summary>{label}</summary>
      <Scroll as="pre" className={classes.json}>
        {JSON.stringify(value, null, 2)}
      </Scroll>
    </details>
  );
}
