import { Button } from '@mantine/core';
import { type ReactNode, useCallback } from 'react';
import type { Attempt } from '../../../../shared/domain/notifications/delivery';
import { endStates } from '../../../../shared/domain/notifications/delivery';
import type { DeliveryRecord } from '../../../../shared/domain/notifications/record';
import type { ConsoleClient } from '../../../bridge/client';
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
    <SidePanel title={value?.eventTitle ?? 'Notification'} onClose={onClose}>
      {problem === null ? null : <p className={classes.problem}>{problem}</p>}
      {value === null ? null : (
        <>
          <Outcome record={value} onAgain={again} />
          <About record={value} />
          <Attempts record={value} />
          <section className={classes.group}>
            <h3 className={classes.heading}>Content</h3>
            {value.rendered === null ? (
              <p className={classes.dim}>It has not been written yet: that is done just before the first attempt.</p>
            ) : (
              <RenderedView rendered={value.rendered} />
            )}
          </section>
          <section className={classes.group}>
            <h3 className={classes.heading}>Event</h3>
            <JsonView label="The event as it was stored" value={value.event} />
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
    const done = await command('send it again', (client) => client.notifications.redeliver({ deliveryId, template }));
    if (!done.ok) return;
    tell('It is queued again.');
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
      {record.mayBeRepeat ? (
        <p className={classes.remark}>
          The receiver may have heard it twice: an answer was lost, or the console ended meanwhile.
        </p>
      ) : null}
      {record.nextAttemptAt === null ? null : (
        <p className={classes.text}>
          Next attempt: <ClockTime at={record.nextAttemptAt} />
        </p>
      )}
      {canRedeliver ? (
        <div className={classes.buttons}>
          <Button size="compact-sm" disabled={onlyLooks} onClick={() => void redeliver('as-it-was')}>
            Send again as it was
          </Button>
          <Button size="compact-sm" variant="default" disabled={onlyLooks} onClick={() => void redeliver('with-todays-template')}>
            With today’s template
          </Button>
          {onlyLooks ? <span className={classes.dim}>Sending again needs the role act.</span> : null}
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
      <h3 className={classes.heading}>Why and to whom</h3>
      <dl className={facts.facts}>
        <Fact name="Severity">
          <SeverityBadge severity={record.severity} />
        </Fact>
        <Fact name="Event">{record.eventType}</Fact>
        <Fact name="Because">{record.why}</Fact>
        <Fact name="Configuration">{record.configurationName}</Fact>
        {record.alsoMatched.length === 0 ? null : <Fact name="Also matched">{record.alsoMatched.join(', ')}</Fact>}
        <Fact name="Channel">{carrierWord(record.carrier)}</Fact>
        <Fact name="To">{record.destinationLabel}</Fact>
        {record.step === 1 ? <Fact name="Step">escalation</Fact> : null}
        <Fact name="Language">{record.locale}</Fact>
        <Fact name="Decided">
          <Moment at={record.queuedAt} />
        </Fact>
        {record.notBefore === null ? null : (
          <Fact name="Not before">
            <Moment at={record.notBefore} />
          </Fact>
        )}
        <Fact name="Of use until">
          <Moment at={record.expiresAt} />
        </Fact>
        <Fact name="Id">
          <ShortId id={record.deliveryId} head={16} />
        </Fact>
      </dl>
      {executionId === null ? null : (
        <Button size="compact-sm" variant="default" mt={8} onClick={() => go({ screen: 'live', executionId })}>
          Open the execution
        </Button>
      )}
    </section>
  );
}

function Attempts({ record }: { record: DeliveryRecord }): ReactNode {
  const { attemptLog, receipts } = record;
  return (
    <section className={classes.group}>
      <h3 className={classes.heading}>Attempts</h3>
      {attemptLog.length === 0 ? <p className={classes.dim}>None yet.</p> : null}
      <ol className={classes.list}>
        {attemptLog.map((attempt) => (
          <OneAttempt key={attempt.number} attempt={attempt} />
        ))}
        {receipts.map(({ at, text }) => (
          <li key={`${at}${text}`}>
            Told later, <Ago at={at} />: {text}
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
    ...(providerId === null ? [] : [`their id ${providerId}`]),
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
