import type { ReactNode } from 'react';
import { t } from '../language/language';
import { waitingCount } from '../store/incidents';
import { useGo, useUi, useView } from '../store/page';
import { Mark } from './mark';
import { places } from './places';
import classes from './rail.module.css';

/** The few places of the console, always in sight. */
export function Rail(): ReactNode {
  const go = useGo();
  const screen = useUi((ui) => ui.route.screen);
  const open = useView((view) => waitingCount(view), 0);
  return (
    <nav className={`notOnPaper ${classes.rail}`} aria-label={t('shell.places')}>
      <Mark />
      {places.map((place) => {
        const here = place.route.screen === (screen === 'incident' ? 'alerts' : screen);
        const badge = place.route.screen === 'alerts' && open > 0 ? open : null;
        return (
          <button
            key={place.name}
            type="button"
            className={classes.place}
            aria-current={here ? 'page' : undefined}
            title={t(place.name)}
            aria-keyshortcuts={`g ${place.key}`}
            onClick={() => go(place.route)}
          >
            <place.icon size={22} stroke={1.6} aria-hidden="true" />
            <span>{t(place.short)}</span>
            {badge === null ? null : (
              <span className={classes.badge}>
                {badge}
                <span className={classes.hidden}> {t('shell.waitingBadge')}</span>
              </span>
            )}
          </button>
        );
      })}
    </nav>
  );
}
