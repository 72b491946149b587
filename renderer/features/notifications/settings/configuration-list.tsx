import { ActionIcon, TextInput, VisuallyHidden } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { ChannelCheck } from '../../../../shared/contract/notifications';
import { t } from '../../../language/language';
import classes from '../../../ui/editing/editing.module.css';
import { ConfigurationItem } from './configuration-item';
import type { Draft } from './draft';
import own from './settings.module.css';
import type { LastDeliveries } from './use-last-deliveries';

interface ListProps {
  readonly configurations: readonly Draft[];
  readonly selected: string | null;
  /** Ids of those with changes that are not saved. */
  readonly unsaved: readonly string[];
  /** How many of them are stored; new ones come after these and cannot be moved. */
  readonly stored: number;
  readonly checks: Readonly<Record<string, readonly ChannelCheck[]>>;
  readonly last: LastDeliveries | null;
  readonly readOnly: boolean;
  readonly onOpen: (id: string) => void;
  readonly onMove: (id: string, by: -1 | 1) => Promise<void>;
}

/** From so many on, there is a way to find one. */
const MANY = 8;

/** Every configuration in its order: the first that matches tells a destination. */
export function ConfigurationList(props: ListProps): ReactNode {
  const { configurations, selected, stored, readOnly, onMove, onOpen } = props;
  const [words, setWords] = useState('');
  const [said, setSaid] = useState('');
  const list = useRef<HTMLOListElement>(null);
  const toFocus = useRef<string | null>(null);
  const shown = configurations.filter((one) => fits(one, words));

  // A row that moved in the document has lost the focus on its way.
  useEffect(() => {
    if (toFocus.current === null) return;
    list.current?.querySelector<HTMLElement>(`[data-place="${toFocus.current}"]`)?.focus();
    toFocus.current = null;
  });

  const move = async (one: Draft, index: number, by: -1 | 1, from: 'item' | 'up' | 'down'): Promise<void> => {
    const to = index + by;
    if (readOnly || to < 0 || to >= stored || index >= stored) return;
    await onMove(one.NotificationId, by);
    const atEnd = to === 0 || to === stored - 1;
    toFocus.current = `${one.NotificationId}/${from === 'item' || !atEnd ? from : from === 'up' ? 'down' : 'up'}`;
    setSaid(t('notificationSettings.nameIsNowValueOfStored', { Name: one.Name, value: to + 1, stored }));
  };
  const keys = (event: KeyboardEvent, one: Draft, index: number): void => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    void move(one, index, event.key === 'ArrowUp' ? -1 : 1, 'item');
  };
  return (
    <>
      {configurations.length < MANY ? null : (
        <TextInput
          size="xs"
          placeholder={t('notificationSettings.findAConfiguration')}
          aria-label={t('notificationSettings.findAConfiguration')}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
      )}
      <div className={own.listArea}>
        <ol className={classes.list} aria-label={t('notificationSettings.configurations')} ref={list}>
          {shown.map((one) => {
            const index = configurations.indexOf(one);
            const current = one.NotificationId === selected;
            return (
              <li key={one.NotificationId} className={classes.row}>
                <ConfigurationItem
                  one={one}
                  current={current}
                  unsaved={props.unsaved.includes(one.NotificationId)}
                  checks={props.checks}
                  last={props.last}
                  onOpen={() => onOpen(one.NotificationId)}
                  onKeyDown={(event) => keys(event, one, index)}
                />
                {current && !readOnly && words === '' && stored > 1 && index < stored ? (
                  <span className={classes.movers}>
                    <Mover one={one} way="up" disabled={index === 0} onMove={() => void move(one, index, -1, 'up')} />
                    <Mover one={one} way="down" disabled={index === stored - 1} onMove={() => void move(one, index, 1, 'down')} />
                  </span>
                ) : null}
              </li>
            );
          })}
        </ol>
      </div>
      {shown.length === 0 && words !== '' ? <p className={classes.dim}>{t('notificationSettings.noneHasTheseWords')}</p> : null}
      <VisuallyHidden role="status">{said}</VisuallyHidden>
    </>
  );
}

interface MoverProps {
  readonly one: Draft;
  readonly way: 'up' | 'down';
  readonly disabled: boolean;
  readonly onMove: () => void;
}

function Mover({ one, way, disabled, onMove }: MoverProps): ReactNode {
  const Icon = way === 'up' ? IconChevronUp : IconChevronDown;
  return (
    <ActionIcon
      size={24}
      variant="subtle"
      disabled={disabled}
      aria-label={t(`notificationSettings.move-${way}`, { name: one.Name })}
      title={t(`notificationSettings.moveHint-${way}`)}
      data-place={`${one.NotificationId}/${way}`}
      onClick={onMove}
    >
      <Icon size={16} />
    </ActionIcon>
  );
}

function fits(one: Draft, words: string): boolean {
  const text = `${one.Name} ${one.Description ?? ''} ${one.NotificationId}`.toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
