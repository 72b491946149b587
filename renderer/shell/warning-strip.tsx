import { type ReactNode, useState } from 'react';
import { t } from '../language/language';
import { useEngine } from '../store/page';
import { stepWords } from '../ui/engine-words';
import { StateIcon } from '../ui/state-mark';
import classes from './strip.module.css';

/** Warnings about this console itself: one line until somebody wants more. They stay as long as their cause does. */
export function WarningStrip(): ReactNode {
  const warnings = useEngine()?.warnings ?? [];
  const [open, setOpen] = useState(false);
  const first = warnings[0];
  if (first === undefined) return null;
  const shown = open ? warnings : [first];
  return (
    <section className={classes.strip} data-tone="warning" aria-label={t('shell.warnings')}>
      <StateIcon tone="unknown" />
      <div className={classes.words}>
        {shown.map((warning) => (
          <p key={warning.code} className={open ? classes.whole : classes.one}>
            {warning.message} <span className={classes.dim}>{stepWords(warning.next)}</span>
          </p>
        ))}
      </div>
      <button type="button" className={classes.more} aria-expanded={open} onClick={() => setOpen(!open)}>
        {open
          ? t('shell.showLess')
          : warnings.length === 1
            ? t('shell.showAllOfIt')
            : t('shell.showAllWarnings', { n: warnings.length })}
      </button>
    </section>
  );
}
