import type { ReactNode } from 'react';
import changelog from '../../../resources/CHANGELOG.md?raw';
import { useEngine } from '../../store/page';
import { Moment } from '../../ui/time';
import classes from './settings-screen.module.css';

export function About(): ReactNode {
  const engine = useEngine();
  if (engine === null) return null;
  return (
    <section>
      <h2 className={classes.heading}>About</h2>
      <p className={classes.note}>
        Tocsin {engine.version}, {engine.host === 'desktop' ? 'on this desktop' : 'served to this browser'}, watching since{' '}
        <Moment at={engine.startedAt} />.
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <pre className={classes.changelog} tabIndex={0}>
        {changelog}
      </pre>
    </section>
  );
}
