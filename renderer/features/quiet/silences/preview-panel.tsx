import type { ReactNode } from 'react';
import type { SilencePreview } from '../../../../shared/contract/silences';
import { t } from '../../../language/language';
import classes from '../../../ui/editing/editing.module.css';
import { SeverityBadge } from '../../../ui/severity-badge';
import { Ago } from '../../../ui/time';
import own from '../quiet.module.css';
import type { Preview } from './use-preview';

const MOST = 8;

/** What it would hide: nobody should silence more than they meant. */
export function PreviewPanel({ preview }: { preview: Preview }): ReactNode {
  if (preview.problem !== null) return <p className={classes.failed}>{preview.problem}</p>;
  if (preview.value === null) return <p className={classes.dim}>{t('quiet.previewNone')}</p>;
  const { now, lately } = preview.value;
  return (
    <div className={own.preview} role="status">
      <div>
        <strong>{t('quiet.hidesNow', { count: now.count })}</strong>
        <Hidden alerts={now.alerts} />
      </div>
      <div>
        <strong>{t('quiet.hidLately', { count: lately.count })}</strong>
        {lately.isCut ? <span className={classes.dim}> {t('quiet.isCut', { looked: lately.looked })}</span> : null}
        <Hidden alerts={lately.alerts} />
      </div>
    </div>
  );
}

function Hidden({ alerts }: { alerts: SilencePreview['now']['alerts'] }): ReactNode {
  if (alerts.length === 0) return null;
  return (
    <ul className={own.hidden}>
      {alerts.slice(0, MOST).map(({ alertId, severity, title, startedAt }) => (
        <li key={alertId}>
          <SeverityBadge severity={severity} /> <span className={own.hiddenTitle}>{title}</span>{' '}
          <span className={classes.dim}>
            <Ago at={startedAt} />
          </span>
        </li>
      ))}
      {alerts.length > MOST ? <li className={classes.dim}>{t('quiet.andMore', { count: alerts.length - MOST })}</li> : null}
    </ul>
  );
}
