import { type ReactNode, useState } from 'react';
import { t } from '../language/language';
import { useEngine, usePage, useUi } from '../store/page';
import { stepWords } from '../ui/engine-words';
import { StateIcon } from '../ui/state-mark';
import classes from './strip.module.css';

/**
 * Warnings about this console itself: one line until somebody wants more. What was shown and read leaves the line, and stays as a chip in
 * the top bar as long as its cause does.
 */
export function WarningStrip(): ReactNode {
  const { ui } = usePage();
  const warnings = useEngine()?.warnings ?? [];
  const seen = useUi((data) => data.seenWarnings);
  const [open, setOpen] = useState(false);
  const unseen = warnings.filter(({ code }) => !seen.includes(code));
  const first = unseen[0];
  if (first === undefined) return null;
  const shown = open ? unseen : [first];
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
          : unseen.length === 1
            ? t('shell.showAllOfIt')
            : t('shell.showAllWarnings', { n: unseen.length })}
      </button>
      <button
        type="button"
        className={classes.more}
        title={t('shell.warningSeenHint')}
        onClick={() => ui.setState({ seenWarnings: [...seen, ...shown.map(({ code }) => code)] })}
      >
        {t('shell.warningSeen')}
      </button>
    </section>
  );
}
