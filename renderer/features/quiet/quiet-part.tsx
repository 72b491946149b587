import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { ShownSilence } from '../../../shared/contract/silences';
import { Inhibition, MaintenanceWindow } from '../../../shared/domain/alerting/settings';
import type { ConsoleClient } from '../../bridge/client';
import { t } from '../../language/language';
import { useDrafts } from '../../store/drafts';
import { useAskBeforeLeaving } from '../../store/use-ask-before-leaving';
import { useAsked } from '../../store/use-asked';
import { useDocument } from '../../store/use-document';
import { freshIdIn, useItemEditing } from '../../store/use-item-editing';
import { useRole } from '../../store/use-role';
import { ConflictDialog } from '../../ui/editing/conflict-dialog';
import classes from '../../ui/editing/editing.module.css';
import { EmptyState } from '../../ui/empty-state';
import { SkeletonRows } from '../../ui/skeleton-rows';
import { alertingDocument, inhibitionDrafts, inhibitionItems, windowDrafts, windowItems } from './alerting-document';
import { InhibitionEditor } from './inhibitions/inhibition-editor';
import { QuietSide } from './quiet-side';
import { SilenceForm } from './silences/silence-form';
import { SilenceView } from './silences/silence-view';
import { WindowEditor } from './windows/window-editor';
import { WindowsWeek } from './windows/windows-week';

const SILENCES_MS = 10_000;
const readSilences = async (client: ConsoleClient): Promise<readonly ShownSilence[]> =>
  (await client.silences.list({ limit: 500 })).items;

export type QuietKind = 'silence' | 'window' | 'inhibition';
const NEW = 'new';

/** What is kept quiet, for how long and why: silences, maintenance windows, and alerts that others explain. */
export function QuietPart({ id, onOpen }: { id: string | null; onOpen: (id: string | null) => void }): ReactNode {
  const store = useDocument(alertingDocument);
  const silences = useAsked(readSilences, SILENCES_MS);
  const role = useRole();
  const readOnly = role === 'view';
  const mayAct = !readOnly;
  const [kind, key] = partsOf(id);
  const openAs = (of: QuietKind) => (next: string | null) => onOpen(next === null ? null : `${of}:${next}`);
  const windows = useItemEditing(store, useDrafts(windowDrafts), windowItems, kind === 'window' ? key : null, openAs('window'));
  const inhibitions = useItemEditing(
    store,
    useDrafts(inhibitionDrafts),
    inhibitionItems,
    kind === 'inhibition' ? key : null,
    openAs('inhibition'),
  );
  useAskBeforeLeaving(windows.unsavedIds.length + inhibitions.unsavedIds.length > 0);
  // A silence that was just made is opened before the list has been read again.
  const [made, setMade] = useState<string | null>(null);
  if (store.held === null || silences.value === null) {
    const problem = store.problem ?? silences.problem;
    return problem === null ? (
      <SkeletonRows rows={12} label={t('quiet.reading')} />
    ) : (
      <EmptyState text={t('quiet.couldNotBeRead', { problem })} next={t('quiet.triedAgain')} />
    );
  }
  const silence = silences.value.find(({ silenceId }) => kind === 'silence' && silenceId === key);
  const conflict = windows.conflict === null ? inhibitions : windows;
  const openSilence = (silenceId: string): void => {
    setMade(silenceId);
    silences.again();
    onOpen(`silence:${silenceId}`);
  };
  const content = (): ReactNode => {
    if (kind === 'silence' && key === NEW)
      return <SilenceForm mayAct={mayAct} onMade={openSilence} onCancel={() => onOpen(null)} />;
    if (silence !== undefined)
      return <SilenceView key={silence.silenceId} silence={silence} mayAct={mayAct} onChanged={openSilence} />;
    if (kind === 'silence' && key === made) return <SkeletonRows rows={6} label={t('quiet.reading')} />;
    if (windows.draft !== null)
      return <WindowEditor key={windows.draft.id} window={windows.draft} editing={windows} readOnly={readOnly} />;
    if (inhibitions.draft !== null)
      return (
        <InhibitionEditor key={inhibitions.draft.id} inhibition={inhibitions.draft} editing={inhibitions} readOnly={readOnly} />
      );
    return (
      <div className={classes.body}>
        {windows.all.length === 0 ? null : <WindowsWeek windows={windows.all} onOpen={openAs('window')} />}
        <EmptyState
          text={t('quiet.nothingChosen')}
          next={t('quiet.nothingChosenNext')}
          action={
            <Button size="sm" disabled={!mayAct} onClick={() => onOpen(`silence:${NEW}`)}>
              {t('quiet.addSilence')}
            </Button>
          }
        />
      </div>
    );
  };
  return (
    <div className={classes.split}>
      <QuietSide
        id={id}
        silences={silences.value}
        windows={windows}
        inhibitions={inhibitions}
        readOnly={readOnly}
        mayAct={mayAct}
        onOpen={onOpen}
        onNewSilence={() => onOpen(`silence:${NEW}`)}
        onNewWindow={() =>
          windows.begin(
            MaintenanceWindow.parse({
              id: freshIdIn(windowItems, windows.all, 'window'),
              name: t('quiet.newWindow'),
              matchers: [{ label: 'plan', op: '=', value: '' }],
              timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC',
              weekdays: [6, 7],
              from: '22:00',
              to: '06:00',
            }),
          )
        }
        onNewInhibition={() =>
          inhibitions.begin(
            Inhibition.parse({
              id: freshIdIn(inhibitionItems, inhibitions.all, 'inhibition'),
              name: t('quiet.newInhibition'),
              source: [{ label: 'kind', op: '=', value: '' }],
              target: [{ label: 'kind', op: '=', value: '' }],
              equal: ['context'],
            }),
          )
        }
      />
      {content()}
      <ConflictDialog
        opened={conflict.conflict !== null}
        what={t('quiet.thisOne')}
        changed={conflict.conflict?.changed ?? null}
        onMine={() => void conflict.keepMine()}
        onTheirs={conflict.takeTheirs}
        onLater={conflict.decideLater}
      />
    </div>
  );
}

/** `window:nightly` → window, nightly. */
function partsOf(id: string | null): readonly [QuietKind | null, string | null] {
  const [kind = '', ...rest] = (id ?? '').split(':');
  const known = (['silence', 'window', 'inhibition'] as const).find((one) => one === kind);
  return known === undefined ? [null, null] : [known, rest.join(':')];
}
