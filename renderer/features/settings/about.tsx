import type { ReactNode } from 'react';
import changelog from '../../../resources/CHANGELOG.md?raw';
import { t } from '../../language/language';
import { Rich } from '../../language/rich';
import { useEngine } from '../../store/page';
import { Scroll } from '../../ui/scroll';
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
      <Scroll as="pre" className={classes.changelog}>
        {changelog}
      </Scroll>
    </section>
  );
}
