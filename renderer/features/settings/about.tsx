import type { ReactNode } from 'react';
import changelog from '../../../resources/CHANGELOG.md?raw';
import { t } from '../../language/language';
import { Rich } from '../../language/rich';
import { useEngine } from '../../store/page';
import { Moment } from '../../ui/time';
import classes from './settings-screen.module.css';

export function About(): ReactNode {
  const engine = useEngine();
  if (engine === null) return null;
  return (
    <section>
      <h2 className={classes.heading}>{t('settings.about')}</h2>
      <p className={classes.note}>
        <Rich
          text={t(engine.host === 'desktop' ? 'settings.aboutDesktop' : 'settings.aboutBrowser', {
            version: engine.version,
            since: engine.startedAt,
          })}
          parts={{ at: (at) => <Moment at={at} /> }}
        />
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <pre className={classes.changelog} tabIndex={0}>
        {changelog}
      </pre>
    </section>
  );
}
