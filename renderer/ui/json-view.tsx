import type { ReactNode } from 'react';
import classes from './json-view.module.css';

/** Data as it is, folded away until asked for. */
export function JsonView({ value, label, open = false }: { value: unknown; label: ReactNode; open?: boolean }): ReactNode {
  return (
    <details className={classes.details} open={open}>
      <summary>{label}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <pre className={classes.json} tabIndex={0}>
        {JSON.stringify(value, null, 2)}
      </pre>
    </details>
  );
}
