import { Button } from '@mantine/core';
import { type ReactNode, useCallback, useMemo, useRef, useState } from 'react';
import type { ConsoleClient } from '../../../bridge/client';
import { t } from '../../../language/language';
import { useDrafts } from '../../../store/drafts';
import { useAskBeforeLeaving } from '../../../store/use-ask-before-leaving';
import { useAsked } from '../../../store/use-asked';
import { type DocumentStore, useDocument } from '../../../store/use-document';
import { useItemEditing } from '../../../store/use-item-editing';
import { useRole } from '../../../store/use-role';
import { ConflictDialog } from '../../../ui/editing/conflict-dialog';
import classes from '../../../ui/editing/editing.module.css';
import { EmptyState } from '../../../ui/empty-state';
import { Checklist } from './checklist';
import { ConfigurationEditor } from './configuration-editor';
import { ConfigurationList } from './configuration-list';
import { DefaultsForm } from './defaults-form';
import { copyOf, newDraft } from './draft';
import { Exchange } from './exchange';
import {
  configurationDrafts,
  configurationItems,
  DEFAULTS,
  defaultsDrafts,
  type SettingsDraft,
  settingsDocument,
} from './settings-document';
import { useLastDeliveries } from './use-last-deliveries';

const CHECKS_MS = 20_000;
const TEMPLATES_MS = 60_000;

/** Who hears what, through which channel, in which words. */
export function SettingsTab({ id, onOpen }: { id: string | null; onOpen: (id: string | null) => void }): ReactNode {
  const settings = useDocument(settingsDocument);
  const checksOf = useCallback((client: ConsoleClient) => client.notifications.checks({}), []);
  const checks = useAsked(checksOf, CHECKS_MS);
  const store: DocumentStore<SettingsDraft> = {
    ...settings,
    save: async (base, value) => {
      const why = await settings.save(base, value);
      // What was wrong may be mended by it.
      if (why === null) checks.again();
      return why;
    },
  };
  const templatesOf = useCallback((client: ConsoleClient) => client.notifications.templates.list({ limit: 1000 }), []);
  const templates = useAsked(templatesOf, TEMPLATES_MS);
  const templateIds = useMemo(
    () => [...new Set((templates.value?.items ?? []).map(({ templateId }) => templateId))].sort(),
    [templates.value],
  );
  const last = useLastDeliveries();
  const role = useRole();
  const readOnly = role !== null && role !== 'admin';
  const beginButton = useRef<HTMLButtonElement>(null);
  const openNext = (next: string | null): void => {
    onOpen(next);
    if (next === null) beginButton.current?.focus();
  };
  const editing = useItemEditing(store, useDrafts(configurationDrafts), configurationItems, id, openNext);
  const unsavedDefaults = useDrafts(defaultsDrafts).all[DEFAULTS];
  useAskBeforeLeaving(unsavedDefaults !== undefined || editing.unsavedIds.length > 0);
  const [exchanging, setExchanging] = useState(false);
  const { held } = store;
  if (held === null)
    return store.problem === null ? null : (
      <EmptyState text={t('notificationSettings.theSettingsCouldNotBeRead', { problem: store.problem })} />
    );
  const stored = held.value.Notifications;
  const ids = editing.all.map(configurationItems.idOf);
  const begin = (): void => editing.begin(newDraft(ids));
  const { draft } = editing;
  return (
    <div className={classes.split}>
      <div className={classes.side}>
        <div className={classes.sideHead}>
          <Button size="compact-sm" ref={beginButton} disabled={readOnly} onClick={begin}>
            {t('notificationSettings.newConfiguration')}
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => setExchanging(true)}>
            {t('notificationSettings.importAndExport')}
          </Button>
        </div>
        <Checklist checks={(checks.value?.general ?? []).filter(({ state }) => state !== 'good')} />
        <ConfigurationList
          configurations={editing.all}
          selected={id}
          unsaved={editing.unsavedIds}
          stored={stored.length}
          checks={checks.value?.channels ?? {}}
          last={last}
          readOnly={readOnly}
          onOpen={onOpen}
          onMove={editing.move}
        />
        <button type="button" className={classes.item} aria-current={id === DEFAULTS} onClick={() => onOpen(DEFAULTS)}>
          <span className={classes.itemHead}>
            <span className={classes.itemName}>{t('notificationSettings.defaults')}</span>
            {unsavedDefaults === undefined ? null : <span className={classes.tag}>{t('notificationSettings.nOTSAVED')}</span>}
          </span>
          <span className={classes.dim}>{t('notificationSettings.mailServerLanguagesBrandingQuietHours')}</span>
        </button>
      </div>
      {id === DEFAULTS ? (
        <DefaultsForm store={store} held={held} readOnly={readOnly} />
      ) : draft === null ? (
        <Nothing any={stored.length > 0} readOnly={readOnly} onBegin={begin} />
      ) : (
        <ConfigurationEditor
          key={draft.NotificationId}
          draft={draft}
          editing={editing}
          checks={checks.value?.channels ?? {}}
          readOnly={readOnly}
          mayTest={role !== 'view'}
          templates={templateIds}
          onCopy={() => editing.begin(copyOf(draft, ids))}
        />
      )}
      <ConflictDialog
        opened={editing.conflict !== null}
        what={t('notificationSettings.thisConfiguration')}
        changed={editing.conflict?.changed ?? null}
        onMine={() => void editing.keepMine()}
        onTheirs={editing.takeTheirs}
        onLater={editing.decideLater}
      />
      <Exchange
        opened={exchanging}
        onClose={() => setExchanging(false)}
        store={store}
        held={held}
        selected={id}
        readOnly={readOnly}
      />
    </div>
  );
}

function Nothing({ any, readOnly, onBegin }: { any: boolean; readOnly: boolean; onBegin: () => void }): ReactNode {
  return any ? (
    <EmptyState text={t('notificationSettings.chooseAConfigurationAtTheLeft')} />
  ) : (
    <EmptyState
      text={t('notificationSettings.nobodyIsNotifiedYet')}
      next={t('notificationSettings.aConfigurationSaysWhichEventsGo')}
      action={
        <Button size="sm" disabled={readOnly} onClick={onBegin}>
          {t('notificationSettings.sayWhoHearsWhat')}
        </Button>
      }
    />
  );
}
