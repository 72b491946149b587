import type { ReactNode } from 'react';
import type { ChannelCheck } from '../../../../shared/contract/notifications';
import { StateIcon } from '../../../ui/state-mark';
import { channelForms } from './channel-forms';
import { worstOf } from './checklist';
import { channelsOf, type Draft } from './draft';
import { listensTo } from './sentence';
import classes from './settings.module.css';

interface ListProps {
  readonly configurations: readonly Draft[];
  readonly selected: string | null;
  readonly checks: Readonly<Record<string, readonly ChannelCheck[]>>;
  readonly onOpen: (id: string) => void;
}

/** Every configuration in its order: the first that matches tells a destination. */
export function ConfigurationList({ configurations, selected, checks, onOpen }: ListProps): ReactNode {
  return (
    <ol className={classes.list} aria-label="Configurations">
      {configurations.map((one) => (
        <li key={one.NotificationId}>
          <button
            type="button"
            className={classes.item}
            aria-current={one.NotificationId === selected}
            onClick={() => onOpen(one.NotificationId)}
          >
            <span className={classes.itemHead}>
              <span className={classes.itemName}>{one.Name === '' ? 'Without a name' : one.Name}</span>
              {one.Enabled ? null : <span className={classes.off}>OFF</span>}
            </span>
            <span className={classes.dim}>{listensTo(one.EventFilters)}</span>
            <ChannelMarks one={one} checks={checks} />
          </button>
        </li>
      ))}
    </ol>
  );
}

function ChannelMarks({ one, checks }: { one: Draft; checks: ListProps['checks'] }): ReactNode {
  const channels = ([0, 1] as const).flatMap((step) => channelsOf(one, step).map((channel, index) => ({ channel, step, index })));
  if (channels.length === 0) return <span className={classes.failed}>Tells nobody: it has no channel.</span>;
  return (
    <span className={classes.marks}>
      {channels.map(({ channel, step, index }) => {
        const { icon: Icon, title } = channelForms[channel.Type];
        const worst = worstOf(checks[`${one.NotificationId}/${step}/${index}`] ?? []);
        return (
          <span key={`${step}/${index}`} className={classes.markOf}>
            <Icon size={14} aria-hidden="true" />
            {step === 1 ? `then ${title}` : title}
            {worst === 'bad' || worst === 'warning' ? (
              <span role="img" aria-label={worst === 'bad' ? 'does not work' : 'look at this'}>
                <StateIcon tone={worst === 'bad' ? 'failed' : 'waiting'} size={11} />
              </span>
            ) : null}
          </span>
        );
      })}
    </span>
  );
}
