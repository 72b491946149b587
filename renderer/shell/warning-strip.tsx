import type { ReactNode } from 'react';
import { useEngine } from '../store/page';
import { StateIcon } from '../ui/state-mark';
import classes from './strip.module.css';

/** Warnings about this console itself. They stay as long as their cause does. */
export function WarningStrip(): ReactNode {
  const warnings = useEngine()?.warnings ?? [];
  return warnings.map((warning) => (
    <section key={warning.code} className={classes.strip} data-tone="warning" aria-label="Warning about this console">
      <StateIcon tone="unknown" />
      <span className={classes.words}>
        {warning.message} <span className={classes.dim}>{warning.next}</span>
      </span>
    </section>
  ));
}
