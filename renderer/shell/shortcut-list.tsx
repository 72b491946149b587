import { Kbd, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { t } from '../language/language';
import { keyName, type Shortcut } from '../ui/shortcut';
import classes from './shortcut-list.module.css';
import { type ShortcutGroup, shortcutGroups } from './shortcuts';
import { useShortcuts } from './use-shortcuts';

const list = createStore<{ readonly opened: boolean }>(() => ({ opened: false }));

/** Opens the list of shortcuts from wherever it is asked for. */
export function showShortcuts(): void {
  list.setState({ opened: true });
}

/** Listens to the shortcuts, and lists them all when asked. */
export function ShortcutList(): ReactNode {
  const opened = useStore(list, (state) => state.opened);
  useShortcuts(showShortcuts);
  return (
    <Modal opened={opened} onClose={() => list.setState({ opened: false })} title={t('shell.shortcuts')} size="xl" centered>
      <div className={classes.groups}>
        {shortcutGroups.map((group) => (
          <Group key={group.title} group={group} />
        ))}
      </div>
    </Modal>
  );
}

function Group({ group }: { group: ShortcutGroup }): ReactNode {
  return (
    <section>
      <h3 className={classes.title}>{t(group.title)}</h3>
      <dl className={classes.list}>
        {group.shortcuts.map((one) => (
          <div key={one.text} className={classes.row}>
            <dt>
              <Keys shortcut={one} />
            </dt>
            <dd className={classes.what}>{t(one.text)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Keys({ shortcut }: { shortcut: Shortcut }): ReactNode {
  return shortcut.keys.map((key) => (
    <span key={key} className={classes.key}>
      <Kbd size="xs">{keyName(key)}</Kbd>
    </span>
  ));
}
