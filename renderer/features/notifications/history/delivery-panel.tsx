import { Button } from '@mantine/core';
import { type ReactNode, useCallback } from 'react';
import type { Attempt } from '../../../../shared/domain/notifications/delivery';
import { endStates } from '../../../../shared/domain/notifications/delivery';
import type { DeliveryRecord } from '../../../../shared/domain/notifications/record';
import type { ConsoleClient } from '../../../bridge/client';
import { t } from '../../../language/language';
import { useGo } from '../../../store/page';
import { useAsked } from '../../../store/use-asked';
import { tell, useCommand } from '../../../store/use-command';
import { useRole } from '../../../store/use-role';
import { carrierWord, meaningOf, ofDelivery } from '../../../ui/delivery-words';
import { Fact } from '../../../ui/facts';
import facts from '../../../ui/facts.module.css';
import { JsonView } from '../../../ui/json-view';
import { SeverityBadge } from '../../../ui/severity-badge';
import { ShortId } from '../../../ui/short-id';
import { SidePanel } from '../../../ui/side-panel';
import { StateMark } from '../../../ui/state-mark';
import { Ago, ClockTime, Moment } from '../../../ui/time';
import classes from '../notifications.module.css';
import { latencyText } from './history-columns';
import { RenderedView } from './rendered-view';

const EVERY_MS = 2_000;

/** One notification: what became of it, why it was sent, in which words, and every attempt. */
export function DeliveryPanel({ deliveryId, onClose }: { deliveryId: string; onClose: () => void }): ReactNode {
  const read = useCallback((client: ConsoleClient) => client.notifications.delivery({ deliveryId }), [deliveryId]);
  const { value, problem, again } = useAsked(read, EVERY_MS);
  return (
    <SidePanel title={value?.eventTitle ?? t('notifications.notification')} onClose={onClose}>
      {problem === null ? null : <p className={classes.problem}>{problem}</p>}
      {value === null ? null : (
        <>
          <Outcome record={value} onAgain={again} />
          <About record={value} />
          <Attempts record={value} />
          <section className={classes.group}>
            <h3 className={classes.heading}>{t('notifications.content')}</h3>
            {value.rendered === null ? (
              <p className={classes.dim}>{t('notifications.itHasNotBeenWrittenYet')}</p>
            ) : (
              <RenderedView rendered={value.rendered} />
            )}
          </section>
          <section className={classes.group}>
            <h3 className={classes.heading}>{t('notifications.event')}</h3>
            <JsonView label={t('notifications.theEventAsItWasStored')} value={value.event} />
          </section>
        </>
      )}
    </SidePanel>
  );
}

function Outcome({ record, onAgain }: { record: DeliveryRecord; onAgain: () => void }): ReactNode {
  const command = useCommand();
  const onlyLooks = useRole() === 'view';
  const { state, reason, deliveryId } = record;
  const redeliver = async (template: 'as-it-was' | 'with-todays-template'): Promise<void> => {
    const done = await command(t('notifications.sendItAgain'), (client) =>
      client.notifications.redeliver({ deliveryId, template }),
    );
    if (!done.ok) return;
    tell(t('notifications.itIsQueuedAgain'));
    onAgain();
  };
  const canRedeliver = endStates.includes(state) && state !== 'accepted' && state !== 'delivered';
  return (
    <section className={classes.group}>
      <StateMark spoken={ofDelivery(state)} strong />
      <p className={classes.text}>
        {meaningOf(state)}
        {reason === null ? '' : ` ${reason}`}
      </p>
      {record.mayBeRepeat ? <p className={classes.remark}>{t('notifications.theReceiverMayHaveHeardIt')}</p> : null}
      {record.nextAttemptAt === null ? null : (
        <p className={classes.text}>
          {t('notifications.nextAttempt')} <ClockTime at={record.nextAttemptAt} />
        </p>
      )}
      {canRedeliver ? (
        <div className={classes.buttons}>
          <Button size="compact-sm" disabled={onlyLooks} onClick={() => void redeliver('as-it-was')}>
            {t('notifications.sendAgainAsItWas')}
          </Button>
          <Button size="compact-sm" variant="default" disabled={onlyLooks} onClick={() => void redeliver('with-todays-template')}>
            {t('notifications.withTodaysTemplate')}
          </Button>
          {onlyLooks ? <span className={classes.dim}>{t('notifications.sendingAgainNeedsTheRoleAct')}</span> : null}
        </div>
      ) : null}
    </section>
  );
}

function About({ record }: { record: DeliveryRecord }): ReactNode {
  const go = useGo();
  const { executionId } = record;
  return (
    <section>
      <h3 className={classes.heading}>{t('notifications.whyAndToWhom')}</h3>
      <dl className={facts.facts}>
        <Fact name={t('notifications.severity')}>
          <SeverityBadge severity={record.severity} />
        </Fact>
        <Fact name={t('notifications.event')}>{record.eventType}</Fact>
        <Fact name={t('notifications.because')}>{record.why}</Fact>
        <Fact name={t('notifications.configuration')}>{record.configurationName}</Fact>
        {record.alsoMatched.length === 0 ? null : (
          <Fact name={t('notifications.alsoMatched')}>{record.alsoMatched.join(', ')}</Fact>
        )}
        <Fact name={t('notifications.channel')}>{carrierWord(record.carrier)}</Fact>
        <Fact name={t('notifications.to')}>{record.destinationLabel}</Fact>
        {record.step === 1 ? <Fact name={t('notifications.step')}>{t('notifications.escalation')}</Fact> : null}
        <Fact name={t('notifications.language')}>{record.locale}</Fact>
        <Fact name={t('notifications.decided')}>
          <Moment at={record.queuedAt} />
        </Fact>
        {record.notBefore === null ? null : (
          <Fact name={t('notifications.notBefore')}>
            <Moment at={record.notBefore} />
          </Fact>
        )}
        <Fact name={t('notifications.ofUseUntil')}>
          <Moment at={record.expiresAt} />
        </Fact>
        <Fact name={t('notifications.id')}>
          <ShortId id={record.deliveryId} head={16} />
        </Fact>
      </dl>
      {executionId === null ? null : (
        <Button size="compact-sm" variant="default" mt={8} onClick={() => go({ screen: 'live', executionId })}>
          {t('notifications.openTheExecution')}
        </Button>
      )}
    </section>
  );
}

function Attempts({ record }: { record: DeliveryRecord }): ReactNode {
  const { attemptLog, receipts } = record;
  return (
    <section className={classes.group}>
      <h3 className={classes.heading}>{t('notifications.attempts')}</h3>
      {attemptLog.length === 0 ? <p className={classes.dim}>{t('notifications.noneYet')}</p> : null}
      <ol className={classes.list}>
        {attemptLog.map((attempt) => (
          <OneAttempt key={attempt.number} attempt={attempt} />
        ))}
        {receipts.map(({ at, text }) => (
          <li key={`${at}${text}`}>
            {t('notifications.toldLater')} <Ago at={at} />: {text}
          </li>
        ))}
      </ol>
    </section>
  );
}

function OneAttempt({ attempt }: { attempt: Attempt }): ReactNode {
  const { outcome, status, latencyMs, reply, providerId } = attempt;
  const words = [
    outcome,
    ...(status === null ? [] : [`status ${status}`]),
    ...(latencyMs === null ? [] : [latencyText(latencyMs)]),
    ...(providerId === null ? [] : [t('notifications.theirIdProviderId', { providerId })]),
  ];
  return (
    <li>
      <span>
        <ClockTime at={attempt.startedAt} /> {words.join(' · ')}
      </span>
      {reply === null || reply === '' ? null : <code className={classes.reply}>{reply}</code>}
    </li>
  );
}
