import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import type { ChannelCheck } from '../../../../shared/contract/notifications';
import { t } from '../../../language/language';
import { ofDelivery } from '../../../ui/delivery-words';
import classes from '../../../ui/editing/editing.module.css';
import { StateIcon } from '../../../ui/state-mark';
import { Ago } from '../../../ui/time';
import { channelFormOf } from './channel-forms';
import { worstOf } from './checklist';
import { channelsOf, type Draft } from './draft';
import { listensTo } from './sentence';
import own from './settings.module.css';
import type { LastDeliveries } from './use-last-deliveries';

interface ItemProps {
  readonly one: Draft;
  readonly current: boolean;
  readonly unsaved: boolean;
  readonly checks: Readonly<Record<string, readonly ChannelCheck[]>>;
  readonly last: LastDeliveries | null;
  readonly onOpen: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** One configuration in the list: its name, what it listens to, whom it tells, and what it told last. */
export function ConfigurationItem({ one, current, unsaved, checks, last, onOpen, onKeyDown }: ItemProps): ReactNode {
  const name = one.Name === '' ? t('notificationSettings.withoutAName') : one.Name;
  const row = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (current) row.current?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  return (
    <button
      type="button"
      ref={row}
      className={classes.item}
      aria-current={current}
      aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
      data-place={`${one.NotificationId}/item`}
      onClick={onOpen}
      onKeyDown={onKeyDown}
    >
      <span className={classes.itemHead}>
        <span className={classes.itemName} title={name}>
          {name}
        </span>
        {unsaved ? <span className={classes.tag}>{t('notificationSettings.nOTSAVED')}</span> : null}
        {one.Enabled ? null : <span className={classes.tag}>{t('notificationSettings.oFF')}</span>}
      </span>
      <span className={classes.dim}>{listensTo(one.EventFilters)}</span>
      <ChannelMarks one={one} checks={checks} />
      <Last id={one.NotificationId} last={last} />
    </button>
  );
}

function Last({ id, last }: { id: string; last: LastDeliveries | null }): ReactNode {
  const delivery = last?.by.get(id);
  if (delivery === undefined)
    return last?.whole === true ? (
      <span className={classes.dim}>{t('notificationSettings.hasToldNobodyAnythingYet')}</span>
    ) : null;
  const { tone, word } = ofDelivery(delivery.state);
  return (
    <span className={own.last}>
      <StateIcon tone={tone} size={12} />
      <span>
        {delivery.test ? t('notificationSettings.lastATest') : t('notificationSettings.last')}
        {word.toLowerCase()}, <Ago at={delivery.stateAt} />
      </span>
    </span>
  );
}

function ChannelMarks({ one, checks }: { one: Draft; checks: ItemProps['checks'] }): ReactNode {
  const channels = ([0, 1] as const).flatMap((step) => channelsOf(one, step).map((channel, index) => ({ channel, step, index })));
  if (channels.length === 0) return <span className={classes.failed}>{t('notificationSettings.tellsNobodyItHasNoChannel')}</span>;
  return (
    <span className={own.marks}>
      {channels.map(({ channel, step, index }) => {
        const { icon: Icon, title } = channelFormOf(channel.Type);
        const worst = worstOf(checks[`${one.NotificationId}/${step}/${index}`] ?? []);
        return (
          <span key={`${step}/${index}`} className={own.markOf}>
            <Icon size={14} aria-hidden="true" />
            {step === 1 ? t('notificationSettings.thenTitle', { title }) : title}
            {worst === 'bad' || worst === 'warning' ? (
              <span
                role="img"
                aria-label={worst === 'bad' ? t('notificationSettings.doesNotWork') : t('notificationSettings.lookAtThis')}
              >
                <StateIcon tone={worst === 'bad' ? 'failed' : 'waiting'} size={11} />
              </span>
            ) : null}
          </span>
        );
      })}
    </span>
  );
}
