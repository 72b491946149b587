import { Button } from '@mantine/core';
import { type ReactNode, useCallback, useState } from 'react';
import type { SubscriptionEntry } from '../../../shared/contract/sns';
import type { ContextId } from '../../../shared/domain/primitives';
import type { ConsoleClient } from '../../bridge/client';
import { t } from '../../language/language';
import { tell, useCommand } from '../../store/use-command';
import { StateMark } from '../../ui/state-mark';
import type { Spoken } from '../../ui/tone';
import { FilterDialog } from './filter-dialog';
import classes from './messaging.module.css';
import { Problem } from './problem';
import { SubscribeDialog } from './subscribe-dialog';
import { useRead } from './use-read';

const spoken: Readonly<Record<SubscriptionEntry['state'], Spoken>> = {
  confirmed: {
    tone: 'succeeded',
    get word() {
      return t('messaging.confirmed');
    },
  },
  pending: {
    tone: 'waiting',
    get word() {
      return t('messaging.waitsForItsOwner');
    },
  },
  deleted: {
    tone: 'cancelled',
    get word() {
      return t('messaging.deleted');
    },
  },
};

interface SubscriptionsProps {
  readonly context: ContextId;
  readonly topicArn: string;
  readonly onChanged: () => void;
}

/** Who hears a topic, by which way, and what of it. */
export function Subscriptions({ context, topicArn, onChanged }: SubscriptionsProps): ReactNode {
  const read = useCallback(
    (client: ConsoleClient) => client.sns.subscriptions({ context, topic: topicArn, limit: 1000 }),
    [context, topicArn],
  );
  const list = useRead(read);
  const [filtering, setFiltering] = useState<string | null>(null);
  const [subscribing, setSubscribing] = useState(false);
  const changed = (): void => {
    list.again();
    onChanged();
  };
  const all = list.value?.items ?? [];
  return (
    <section className={classes.group}>
      <h3 className={classes.heading}>
        {t('messaging.subscriptions')}
        <Button size="compact-sm" variant="default" onClick={() => setSubscribing(true)}>
          {t('messaging.subscribe2')}
        </Button>
      </h3>
      <Problem of={list} />
      {list.value !== null && all.length === 0 ? <p className={classes.dim}>{t('messaging.nobodyHearsThisTopic')}</p> : null}
      <ul className={classes.list}>
        {all.map((one) => (
          <Subscription key={one.subscriptionId} context={context} one={one} onFilter={setFiltering} onChanged={changed} />
        ))}
      </ul>
      {filtering === null ? null : (
        <FilterDialog context={context} subscriptionId={filtering} onClose={() => setFiltering(null)} />
      )}
      <SubscribeDialog
        context={context}
        topicArn={topicArn}
        opened={subscribing}
        onClose={() => setSubscribing(false)}
        onDone={() => {
          setSubscribing(false);
          changed();
        }}
      />
    </section>
  );
}

interface SubscriptionProps {
  readonly context: ContextId;
  readonly one: SubscriptionEntry;
  readonly onFilter: (subscriptionId: string) => void;
  readonly onChanged: () => void;
}

function Subscription({ context, one, onFilter, onChanged }: SubscriptionProps): ReactNode {
  const command = useCommand();
  const [asked, setAsked] = useState(false);
  const end = async (): Promise<void> => {
    const done = await command(t('messaging.endTheSubscriptionOfEndpoint', { endpoint: one.endpoint }), (client) =>
      client.sns.unsubscribe({ context, subscriptionId: one.subscriptionId }),
    );
    setAsked(false);
    if (!done.ok) return;
    tell(done.value.message);
    onChanged();
  };
  return (
    <li>
      <div className={classes.row}>
        <b>{one.protocol}</b>
        <span className={classes.grow}>{one.endpoint}</span>
      </div>
      <div className={classes.row}>
        <StateMark spoken={spoken[one.state]} />
        <span className={classes.grow} />
        {one.state === 'confirmed' ? (
          <>
            <Button
              size="compact-xs"
              variant="default"
              aria-label={t('messaging.filterOfEndpoint', { endpoint: one.endpoint })}
              onClick={() => onFilter(one.subscriptionId)}
            >
              {t('messaging.filter')}
            </Button>
            {asked ? (
              <>
                <Button size="compact-xs" variant="default" onClick={() => setAsked(false)}>
                  {t('messaging.keep')}
                </Button>
                <Button size="compact-xs" color="red" onClick={() => void end()}>
                  {t('messaging.endIt')}
                </Button>
              </>
            ) : (
              <Button
                size="compact-xs"
                variant="subtle"
                color="red"
                c="var(--failed)"
                aria-label={t('messaging.endTheSubscriptionOfEndpoint2', { endpoint: one.endpoint })}
                onClick={() => setAsked(true)}
              >
                {t('messaging.end')}
              </Button>
            )}
          </>
        ) : null}
      </div>
    </li>
  );
}
