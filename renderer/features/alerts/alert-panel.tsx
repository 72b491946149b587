import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { AlertItem } from '../../../shared/contract/alerts';
import { actorName } from '../../../shared/domain/actor-name';
import type { NoticeDelivery } from '../../../shared/domain/notice';
import { t } from '../../language/language';
import { useGo } from '../../store/page';
import { useReplay } from '../../store/replay';
import type { Route } from '../../store/route';
import { useCommand } from '../../store/use-command';
import { AnswerButton } from '../../ui/acknowledge-button';
import { stepWords } from '../../ui/engine-words';
import { Fact } from '../../ui/facts';
import { formatNumber } from '../../ui/format';
import { quietWords } from '../../ui/incidents/incident-words';
import { SilenceDialog } from '../../ui/incidents/silence-dialog';
import { because } from '../../ui/sentence';
import { SeverityBadge } from '../../ui/severity-badge';
import { SidePanel } from '../../ui/side-panel';
import { StateMark } from '../../ui/state-mark';
import { Ago, Moment } from '../../ui/time';
import { ofAlert } from './alert-columns';
import classes from './alerts.module.css';
import { isFiring, isUnanswered } from './is-firing';

interface Props {
  readonly alert: AlertItem;
  readonly onClose: () => void;
  readonly again: () => void;
}

/** One alert with everything known of it: why that grave, what it is about, who answered, what keeps it quiet, how it was told. */
export function AlertPanel({ alert, onClose, again }: Props): ReactNode {
  const command = useCommand();
  const go = useGo();
  const isPast = useReplay() !== null;
  const answer = async (note: string): Promise<boolean> => {
    const done = await command(t('ui.doAcknowledge'), (client) =>
      client.alerts.acknowledge({ noticeId: alert.noticeId, ...(note === '' ? {} : { note }) }),
    );
    again();
    return done.ok;
  };
  const { incidentId } = alert;
  const [silencing, setSilencing] = useState(false);
  return (
    <SidePanel title={alert.title} onClose={onClose}>
      <p className={classes.marks}>
        <SeverityBadge severity={alert.severity} />
        <StateMark spoken={ofAlert(alert)} />
      </p>
      <p>{alert.body}</p>
      {alert.nextStep === '' || alert.resolvedAt !== null ? null : (
        <p>
          <b>{t('incidents.next')}</b> {stepWords(alert.nextStep)}
        </p>
      )}
      <div className={classes.buttons}>
        {incidentId === null ? null : (
          <Button variant="default" size="compact-sm" onClick={() => go({ screen: 'incident', incidentId })}>
            {t('alerts.toIncident', { number: alert.incidentNumber ?? '' })}
          </Button>
        )}
        {placesOf(alert).map(({ route, name }) => (
          <Button key={name} variant="default" size="compact-sm" onClick={() => go(route)}>
            {name}
          </Button>
        ))}
        {isFiring(alert) && alert.suppression?.by !== 'silence' && !isPast ? (
          <Button variant="default" size="compact-sm" onClick={() => setSilencing(true)}>
            {t('incidents.silence')}
          </Button>
        ) : null}
        {isUnanswered(alert) && !isPast ? <AnswerButton onAnswer={answer} /> : null}
      </div>
      {alert.severityWhy.length === 0 ? null : (
        <section>
          <h3 className={classes.heading}>{t('incidents.severityBecause', { severity: t(`ui.severity:${alert.severity}`) })}</h3>
          <ul className={classes.reasons}>
            {alert.severityWhy.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </section>
      )}
      <Story alert={alert} />
      <Labels alert={alert} />
      <Told alert={alert} />
      {silencing ? <SilenceDialog labels={alert.labels} onClose={() => setSilencing(false)} /> : null}
    </SidePanel>
  );
}

function Story({ alert }: { alert: AlertItem }): ReactNode {
  return (
    <dl className={classes.story}>
      <Fact name={t('alerts.colSince')}>
        <Moment at={alert.raisedAt} /> (<Ago at={alert.raisedAt} />)
      </Fact>
      {alert.resolvedAt === null ? null : (
        <Fact name={t('alerts.state:over')}>
          <Moment at={alert.resolvedAt} />
          {alert.resolvedBecause === null ? null : ` · ${alert.resolvedBecause}`}
        </Fact>
      )}
      {alert.suppression === null ? null : <Fact name={t('alerts.colQuiet')}>{quietWords(alert.suppression)}</Fact>}
      {alert.acknowledgedAt === null ? null : (
        <Fact name={t('alerts.state:acknowledged')}>
          {actorName(alert.acknowledgedBy ?? '')} · <Moment at={alert.acknowledgedAt} />
          {alert.note === null ? null : ` · ${alert.note}`}
        </Fact>
      )}
      {alert.value === null ? null : (
        <Fact name={t('alerts.value')}>
          {alert.threshold === null
            ? formatNumber(alert.value, 1)
            : t('alerts.valueOf', { value: formatNumber(alert.value, 1), threshold: formatNumber(alert.threshold, 1) })}
        </Fact>
      )}
      <Fact name={t('alerts.colCount')}>{formatNumber(alert.count)}</Fact>
    </dl>
  );
}

/** The names and values that silences, rules and grouping look at. */
function Labels({ alert }: { alert: AlertItem }): ReactNode {
  const labels = Object.entries(alert.labels).filter(([, value]) => value !== '');
  if (labels.length === 0) return null;
  return (
    <section>
      <h3 className={classes.heading}>{t('alerts.labels')}</h3>
      <dl className={classes.story}>
        {labels.map(([name, value]) => (
          <Fact key={name} name={name}>
            {value}
          </Fact>
        ))}
      </dl>
    </section>
  );
}

function Told({ alert }: { alert: AlertItem }): ReactNode {
  if (alert.deliveries.length === 0) return null;
  return (
    <section>
      <h3 className={classes.heading}>{t('alerts.toldHere')}</h3>
      <ul className={classes.reasons}>
        {alert.deliveries.map((delivery) => (
          <li key={`${delivery.at}${delivery.by}${delivery.outcome}`}>
            <Moment at={delivery.at} /> {deliveryWords(delivery)}
          </li>
        ))}
      </ul>
    </section>
  );
}

function deliveryWords(delivery: NoticeDelivery): string {
  const way = t(delivery.by === 'in-app' ? 'alerts.way:in-app' : 'alerts.way:native');
  const text = t(`alerts.told:${delivery.outcome}`, { way });
  return delivery.outcome === 'shown' ? text : because(text, delivery.reason);
}

function placesOf({ executionId, sourceServerId, kind }: AlertItem): readonly { route: Route; name: string }[] {
  return [
    ...(executionId === null ? [] : [{ route: { screen: 'live', executionId } as const, name: t('alerts.toExecution') }]),
    ...(sourceServerId === null
      ? []
      : [{ route: { screen: 'servers', serverId: sourceServerId } as const, name: t('alerts.toServer') }]),
    ...(kind === 'security' ? [{ route: { screen: 'messaging', tab: 'security' } as const, name: t('alerts.toSecurity') }] : []),
  ];
}
