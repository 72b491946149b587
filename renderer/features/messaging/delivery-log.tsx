import { type ReactNode, useCallback } from 'react';
import type { DeliveryLog as Log, LoggedDelivery } from '../../../shared/contract/sns';
import type { ContextId } from '../../../shared/domain/primitives';
import type { ConsoleClient } from '../../bridge/client';
import { t } from '../../language/language';
import { SkeletonRows } from '../../ui/skeleton-rows';
import { StateMark } from '../../ui/state-mark';
import { Moment } from '../../ui/time';
import classes from './messaging.module.css';
import { Problem } from './problem';
import { useRead } from './use-read';

/** Shown of what was logged; failures come first, since they are what one looks for. */
const mostShown = 20;

/** What each endpoint answered, as SNS logged it in the last day. */
export function DeliveryLog({ context, topicArn }: { context: ContextId; topicArn: string }): ReactNode {
  const read = useCallback(
    (client: ConsoleClient) => client.sns.deliveryLog({ context, topicArn, hours: 24 }),
    [context, topicArn],
  );
  const log = useRead(read);
  return (
    <section className={classes.group}>
      <h3 className={classes.heading}>{t('messaging.whatTheEndpointsAnswered')}</h3>
      <Problem of={log} />
      {log.value === null && log.reading ? <SkeletonRows rows={3} label={t('messaging.readingTheLog')} /> : null}
      {log.value === null ? null : <Answers log={log.value} />}
    </section>
  );
}

function Answers({ log }: { log: Log }): ReactNode {
  if (log.items.length === 0) return <p className={classes.dim}>{nothingIn(log)}</p>;
  const failures = log.items.filter(({ succeeded }) => !succeeded);
  const shown = [...failures, ...log.items.filter(({ succeeded }) => succeeded)].slice(0, mostShown);
  return (
    <>
      <dl className={classes.figures}>
        {log.protocols.map(({ protocol, succeeded, failed, slowestMs }) => (
          <Figure key={protocol} name={protocol}>
            {t('messaging.deliveredAndFailed', {
              succeeded,
              failed,
            })}
            {slowestMs === null ? '' : t('messaging.slowest', { ms: slowestMs })}
          </Figure>
        ))}
      </dl>
      <ul className={classes.list}>
        {shown.map((one) => (
          <Answer key={`${one.at} ${one.messageId} ${one.destination}`} one={one} />
        ))}
      </ul>
      {log.isCut ? <p className={classes.dim}>{t('messaging.thereIsMoreThanCanBe')}</p> : null}
    </>
  );
}

function Figure({ name, children }: { name: string; children: ReactNode }): ReactNode {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Answer({ one }: { one: LoggedDelivery }): ReactNode {
  return (
    <li>
      <div className={classes.row}>
        <StateMark
          spoken={
            one.succeeded
              ? { tone: 'succeeded', word: t('messaging.delivered') }
              : { tone: 'failed', word: t('messaging.failed') }
          }
        />
        <span className={classes.dim}>
          <Moment at={one.at} />
          {one.statusCode === null ? '' : t('messaging.statusStatusCode', { statusCode: one.statusCode })}
          {one.attempts === null || one.attempts === 1 ? '' : t('messaging.attempts', { count: one.attempts })}
        </span>
      </div>
      <span className={classes.grow}>{one.destination}</span>
      {one.answer === '' ? null : <span className={`${classes.grow} ${classes.dim}`}>{one.answer}</span>}
    </li>
  );
}

function nothingIn({ groups }: Log): string {
  return groups.some(({ exists }) => exists) ? t('messaging.noDeliveryWasLoggedInThe') : t('messaging.sNSHasWrittenNoLogYet');
}
