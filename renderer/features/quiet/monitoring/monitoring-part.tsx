import type { ReactNode } from 'react';
import { t } from '../../../language/language';
import { useDrafts } from '../../../store/drafts';
import { useAskBeforeLeaving } from '../../../store/use-ask-before-leaving';
import { useDocument } from '../../../store/use-document';
import { useItemEditing } from '../../../store/use-item-editing';
import { useRole } from '../../../store/use-role';
import { ConflictDialog } from '../../../ui/editing/conflict-dialog';
import { EmptyState } from '../../../ui/empty-state';
import { SkeletonRows } from '../../../ui/skeleton-rows';
import { alertingDocument, MONITORING_ID, monitoringDrafts, monitoringItems } from '../alerting-document';
import { MonitoringForm } from './monitoring-form';

/** How alerts are put together, repeated, weighed and called flapping: each setting with its usual value and why. */
export function MonitoringPart(): ReactNode {
  const store = useDocument(alertingDocument);
  const role = useRole();
  const editing = useItemEditing(store, useDrafts(monitoringDrafts), monitoringItems, MONITORING_ID, () => undefined);
  useAskBeforeLeaving(editing.unsavedIds.length > 0);
  if (editing.draft === null)
    return store.problem === null ? (
      <SkeletonRows rows={14} label={t('quiet.reading')} />
    ) : (
      <EmptyState text={t('quiet.couldNotBeRead', { problem: store.problem })} next={t('quiet.triedAgain')} />
    );
  return (
    <>
      <MonitoringForm monitoring={editing.draft} editing={editing} readOnly={role === 'view'} />
      <ConflictDialog
        opened={editing.conflict !== null}
        what={t('quiet.theseSettings')}
        changed={editing.conflict?.changed ?? null}
        onMine={() => void editing.keepMine()}
        onTheirs={editing.takeTheirs}
        onLater={editing.decideLater}
      />
    </>
  );
}
