import { Button } from '@mantine/core';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import type { ConsoleClient } from '../../../bridge/client';
import { useAsked } from '../../../store/use-asked';
import { EmptyState } from '../../../ui/empty-state';
import { Checklist } from './checklist';
import { ConfigurationEditor } from './configuration-editor';
import { ConfigurationList } from './configuration-list';
import { ConflictDialog } from './conflict-dialog';
import { DefaultsForm } from './defaults-form';
import { type Draft, draftOf } from './draft';
import { Exchange } from './exchange';
import classes from './settings.module.css';
import { useEditing } from './use-editing';
import { useNotificationSettings } from './use-notification-settings';

const CHECKS_MS = 20_000;
const TEMPLATES_MS = 60_000;
/** In the address, in place of a configuration's id. */
const DEFAULTS = 'defaults';

/** Who hears what, through which channel, in which words. */
export function SettingsTab({ id, onOpen }: { id: string | null; onOpen: (id: string | null) => void }): ReactNode {
  const store = useNotificationSettings();
  const checksOf = useCallback((client: ConsoleClient) => client.notifications.checks({}), []);
  const checks = useAsked(checksOf, CHECKS_MS);
  const templatesOf = useCallback((client: ConsoleClient) => client.notifications.templates.list({ limit: 1000 }), []);
  const templates = useAsked(templatesOf, TEMPLATES_MS);
  const templateIds = useMemo(
    () => [...new Set((templates.value?.items ?? []).map(({ templateId }) => templateId))].sort(),
    [templates.value],
  );
  const editing = useEditing(store, id, onOpen, checks.again);
  const [exchanging, setExchanging] = useState(false);
  const { held } = store;
  if (held === null)
    return store.problem === null ? null : <EmptyState text={`The settings could not be read: ${store.problem}`} />;
  const stored = held.settings.Notifications.map(draftOf);
  const shown = listWith(stored, editing.draft);
  return (
    <div className={classes.split}>
      <div className={classes.side}>
        <div className={classes.sideHead}>
          <Button size="compact-sm" onClick={editing.begin}>
            New configuration
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => setExchanging(true)}>
            Import and export
          </Button>
        </div>
        <Checklist checks={(checks.value?.general ?? []).filter(({ state }) => state !== 'good')} />
        <ConfigurationList
          configurations={shown}
          selected={id}
          checks={checks.value?.channels ?? {}}
          onOpen={(next) => onOpen(next)}
        />
        <button type="button" className={classes.item} aria-current={id === DEFAULTS} onClick={() => onOpen(DEFAULTS)}>
          <span className={classes.itemName}>Defaults</span>
          <span className={classes.dim}>Mail server, languages, branding, quiet hours, digests</span>
        </button>
      </div>
      {id === DEFAULTS ? (
        <DefaultsForm key={held.etag} store={store} held={held} />
      ) : editing.draft === null ? (
        <Nothing any={stored.length > 0} onBegin={editing.begin} />
      ) : (
        <ConfigurationEditor
          key={editing.draft.NotificationId}
          draft={editing.draft}
          dirty={editing.dirty}
          problems={editing.problems}
          checks={checks.value?.channels ?? {}}
          readOnly={false}
          saving={editing.saving}
          templates={templateIds}
          onChange={editing.change}
          onSave={() => void editing.save()}
          onDiscard={editing.discard}
          onRemove={() => void editing.remove()}
          onCopy={editing.copy}
        />
      )}
      <ConflictDialog conflict={editing.conflict} onMine={() => void editing.keepMine()} onTheirs={editing.takeTheirs} />
      <Exchange opened={exchanging} onClose={() => setExchanging(false)} store={store} held={held} selected={id} />
    </div>
  );
}

/** A new one stands at the end until it is saved. */
function listWith(stored: readonly Draft[], draft: Draft | null): readonly Draft[] {
  if (draft === null) return stored;
  const known = stored.some(({ NotificationId }) => NotificationId === draft.NotificationId);
  return known ? stored.map((one) => (one.NotificationId === draft.NotificationId ? draft : one)) : [...stored, draft];
}

function Nothing({ any, onBegin }: { any: boolean; onBegin: () => void }): ReactNode {
  return any ? (
    <EmptyState text="Choose a configuration at the left." />
  ) : (
    <EmptyState
      text="Nobody is notified yet."
      next="A configuration says which events go to whom, and through which channel."
      action={
        <Button size="sm" onClick={onBegin}>
          Say who hears what
        </Button>
      }
    />
  );
}
