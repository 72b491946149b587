import type { ReactNode } from 'react';
import { t } from '../language/language';
import { useView } from '../store/page';
import { contextColour } from './context-colour';
import classes from './context-tag.module.css';

/** Which account and region something belongs to, in its own colour; production says so. */
export function ContextTag({ contextId }: { contextId: string }): ReactNode {
  const context = useView((view) => view.contexts[contextId] ?? null, null);
  if (context === null) return <span className={classes.tag}>{contextId}</span>;
  return (
    <span
      className={classes.tag}
      title={`${context.profile} · ${context.region} · ${t(`ui.environment:${context.environment}`)}`}
    >
      <span className={classes.dot} style={{ background: contextColour(context.colour) }} />
      {context.name}
      {context.environment === 'production' ? <b className={classes.production}>{t('ui.environment:production')}</b> : null}
    </span>
  );
}
