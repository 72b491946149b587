import { type ReactNode, useCallback } from 'react';
import type { DeliveryLog as Log, LoggedDelivery } from '../../../shared/contract/sns';
import type { ContextId } from '../../../shared/domain/primitives';
import type { ConsoleClient } from '../../bridge/client';
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
      <h3 className={classes.heading}>What the endpoints answered</h3>
      <Problem of={log} />
      {log.value === null ? <p className={classes.dim}>{log.reading ? 'Reading the log…' : ''}</p> : <Answers log={log.value} />}
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
            {succeeded.toLocaleString('en')} delivered, {failed.toLocaleString('en')} failed
            {slowestMs === null ? '' : `, slowest ${slowestMs.toLocaleString('en')} ms`}
          </Figure>
        ))}
      </dl>
      <ul className={classes.list}>
        {shown.map((one) => (
          <Answer key={`${one.at} ${one.messageId} ${one.destination}`} one={one} />
        ))}
      </ul>
      {log.isCut ? (
        <p className={classes.dim}>There is more than can be read at once; the newest deliveries may be missing here.</p>
      ) : null}
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
        <StateMark spoken={one.succeeded ? { tone: 'succeeded', word: 'Delivered' } : { tone: 'failed', word: 'Failed' }} />
        <span className={classes.dim}>
          <Moment at={one.at} />
          {one.statusCode === null ? '' : ` · status ${one.statusCode}`}
          {one.attempts === null || one.attempts === 1 ? '' : ` · ${one.attempts} attempts`}
        </span>
      </div>
      <span className={classes.grow}>{one.destination}</span>
      {one.answer === '' ? null : <span className={`${classes.grow} ${classes.dim}`}>{one.answer}</span>}
    </li>
  );
}

function nothingIn({ groups }: Log): string {
  return groups.some(({ exists }) => exists)
    ? 'No delivery was logged in the last 24 hours.'
    : 'SNS has written no log yet: nothing was published since logging was switched on, or its role may not write logs.';
}
