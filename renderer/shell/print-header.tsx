import type { ReactNode } from 'react';
import { t } from '../language/language';
import { useEngine, useNowMs, useUi } from '../store/page';
import { formatClock, formatDate } from '../ui/format';
import { places } from './places';
import classes from './print-header.module.css';

/** On paper only: which screen this is, of when, and whether it is practice. */
export function PrintHeader(): ReactNode {
  const nowMs = useNowMs();
  const screen = useUi((ui) => ui.route.screen);
  const rehearsal = useEngine()?.rehearsal != null;
  const place = places.find((one) => one.route.screen === screen);
  return (
    <div className={`onlyOnPaper ${classes.header}`}>
      {rehearsal ? <strong className={classes.word}>{t('shell.rehearsalWord')}</strong> : null}
      <strong>{['Tocsin', ...(place === undefined ? [] : [t(place.name)])].join(' · ')}</strong>{' '}
      <span>
        {formatDate(nowMs, 'UTC')} {formatClock(nowMs, 'UTC')} UTC
      </span>
    </div>
  );
}
