import { Button, Checkbox } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Alert } from '../../../../shared/domain/alerting/alert';
import type { Incident } from '../../../../shared/domain/alerting/incident';
import { t } from '../../../language/language';
import { isRunning } from '../../../store/incidents';
import { useGo } from '../../../store/page';
import { useReplay } from '../../../store/replay';
import { useIncidentCommands } from '../../../store/use-incident-commands';
import { quietWords } from '../../../ui/incidents/incident-words';
import { SeverityBadge } from '../../../ui/severity-badge';
import { SkeletonRows } from '../../../ui/skeleton-rows';
import { StateMark } from '../../../ui/state-mark';
import { ClockTime } from '../../../ui/time';
import classes from './incident.module.css';
import { ALERTS_ID, idOfAlert } from './show-alert';

/** More than this are behind a button: the first ones tell the story. */
const FEW = 12;

interface Props {
  readonly incident: Incident;
  readonly alerts: readonly Alert[];
  readonly isRead: boolean;
}

/** The alerts that are one in this incident; some of them can be made one of their own. */
export function AlertsOf({ incident, alerts, isRead }: Props): ReactNode {
  const go = useGo();
  const { split } = useIncidentCommands();
  const isPast = useReplay() !== null;
  const [picked, setPicked] = useState<readonly string[]>([]);
  const [all, setAll] = useState(false);
  const canSplit = !isPast && isRunning(incident) && alerts.length > 1;
  const chosen = picked.filter((id) => alerts.some(({ alertId }) => alertId === id));
  const pick = (id: string): void => setPicked((now) => (now.includes(id) ? now.filter((one) => one !== id) : [...now, id]));
  const separate = async (): Promise<void> => {
    const made = await split(incident, chosen);
    if (made !== null) go({ screen: 'incident', incidentId: made });
  };
  return (
    <section id={ALERTS_ID} tabIndex={-1} aria-label={t('incidents.alertsHere')}>
      <div className={classes.headingLine}>
        <h2 className={classes.heading}>{t('incidents.alertsCount', { count: incident.alerts })}</h2>
        {chosen.length === 0 ? null : (
          <Button
            size="compact-xs"
            variant="default"
            disabled={chosen.length === alerts.length}
            title={chosen.length === alerts.length ? t('incidents.splitNotAll') : undefined}
            onClick={() => void separate()}
          >
            {t('incidents.split', { count: chosen.length })}
          </Button>
        )}
      </div>
      {isRead ? null : <SkeletonRows rows={3} label={t('incidents.loading')} />}
      <ul className={classes.alerts}>
        {(all ? alerts : alerts.slice(0, FEW)).map((alert) => (
          <li
            key={alert.alertId}
            id={idOfAlert(alert.alertId)}
            tabIndex={-1}
            className={classes.alert}
            data-split={canSplit || undefined}
          >
            {canSplit ? (
              <Checkbox
                size="xs"
                aria-label={t('incidents.pick', { title: alert.title })}
                checked={chosen.includes(alert.alertId)}
                onChange={() => pick(alert.alertId)}
              />
            ) : null}
            <SeverityBadge severity={alert.severity} />
            <div className={classes.alertWords}>
              <span>
                <b>{alert.title}</b> <span className={classes.dim}>{alert.summary}</span>
              </span>
              <AlertFacts alert={alert} lead={alert.alertId === incident.leadAlertId} />
            </div>
          </li>
        ))}
      </ul>
      {alerts.length > FEW && !all ? (
        <Button size="compact-xs" variant="default" onClick={() => setAll(true)}>
          {t('incidents.showMore', { count: alerts.length - FEW })}
        </Button>
      ) : null}
    </section>
  );
}

function AlertFacts({ alert, lead }: { alert: Alert; lead: boolean }): ReactNode {
  return (
    <span className={classes.alertFacts}>
      <StateMark
        spoken={
          alert.status === 'FIRING'
            ? { tone: 'failed', word: t('incidents.firing') }
            : { tone: 'succeeded', word: t('incidents.alertOver') }
        }
      />
      <span>
        <ClockTime at={alert.startedAt} />
        {alert.resolvedAt === null ? null : (
          <>
            {' – '}
            <ClockTime at={alert.resolvedAt} />
          </>
        )}
      </span>
      {lead ? <span>{t('incidents.lead')}</span> : null}
      {alert.count > 1 ? <span>{t('incidents.saidTimes', { count: alert.count })}</span> : null}
      {alert.suppression === null ? null : <span className={classes.quiet}>{quietWords(alert.suppression)}</span>}
      {alert.resolvedBecause === null ? null : <span>{alert.resolvedBecause}</span>}
    </span>
  );
}
