import type { ReactNode } from 'react';
import type { Rendered } from '../../../../../shared/domain/notifications/rendered';
import classes from '../templates.module.css';

/** A native alert, about as systems show it. */
export function DesktopPreview({ alert }: { alert: Extract<Rendered, { format: 'desktop' }> }): ReactNode {
  return (
    <div className={classes.toast} data-urgency={alert.urgency}>
      <strong>{alert.title}</strong>
      <span>{alert.body}</span>
    </div>
  );
}
