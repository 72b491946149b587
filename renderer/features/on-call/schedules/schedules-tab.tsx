import { Button } from '@mantine/core';
import { type ReactNode, useCallback } from 'react';
import { type Override, Schedule } from '../../../../shared/domain/alerting/on-call/schedule';
import { t } from '../../../language/language';
import { useDrafts } from '../../../store/drafts';
import { useAskBeforeLeaving } from '../../../store/use-ask-before-leaving';
import { useCommand } from '../../../store/use-command';
import { freshIdIn, useItemEditing } from '../../../store/use-item-editing';
import { ConflictDialog } from '../../../ui/editing/conflict-dialog';
import classes from '../../../ui/editing/editing.module.css';
import { SideItem } from '../../../ui/editing/side-item';
import { EmptyState } from '../../../ui/empty-state';
import { scheduleDrafts, scheduleItems } from '../on-call-items';
import { PeopleFirst } from '../people/people-first';
import type { OnCallTabProps } from '../people/people-tab';
import type { WantedOverride } from './override-dialog';
import { ScheduleEditor } from './schedule-editor';
import { useFeedShifts } from './use-feed-shifts';

/** Schedules: who is on call when. */
export function SchedulesTab({ store, id, readOnly, mayAct, onOpen }: OnCallTabProps & { mayAct: boolean }): ReactNode {
  const drafts = useDrafts(scheduleDrafts);
  const editing = useItemEditing(store, drafts, scheduleItems, id, onOpen);
  useAskBeforeLeaving(editing.unsavedIds.length > 0);
  const command = useCommand();
  const { draft, isNew } = editing;
  const shifts = useFeedShifts(draft !== null && draft.source.kind !== 'own' && !isNew ? draft.id : null);
  const override = useCallback(
    async (wanted: WantedOverride): Promise<boolean> => {
      if (id === null) return false;
      const done = await command(t('onCall.doOverride'), (client) => client.onCall.addOverride({ scheduleId: id, ...wanted }));
      if (done.ok) await store.again();
      return done.ok;
    },
    [id, command, store],
  );
  const removeOverride = async ({ id: overrideId }: Override): Promise<void> => {
    if (id === null) return;
    await command(t('onCall.doRemoveOverride'), (client) => client.onCall.removeOverride({ scheduleId: id, overrideId }));
    await store.again();
  };
  const begin = (): void =>
    editing.begin(
      Schedule.parse({
        id: freshIdIn(scheduleItems, editing.all, 'schedule'),
        name: t('onCall.newSchedule'),
        timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC',
        source: { kind: 'own', layers: [] },
      }),
    );
  const people = store.held?.value.people ?? [];
  const button = (
    <Button size="compact-sm" disabled={readOnly} onClick={begin}>
      {t('onCall.addSchedule')}
    </Button>
  );
  if (editing.all.length === 0)
    return (
      <EmptyState
        text={t('onCall.noSchedule')}
        next={people.length === 0 ? t('onCall.peopleFirst') : t('onCall.noScheduleNext')}
        action={people.length === 0 ? <PeopleFirst /> : button}
      />
    );
  return (
    <div className={classes.split}>
      <div className={classes.side}>
        <div className={classes.sideHead}>{button}</div>
        <ul className={classes.list}>
          {editing.all.map((schedule) => (
            <SideItem
              key={schedule.id}
              name={schedule.name}
              selected={schedule.id === id}
              unsaved={editing.unsavedIds.includes(schedule.id)}
              onOpen={() => onOpen(schedule.id)}
            >
              {t(`onCall.source:${schedule.source.kind}`)} · {schedule.timeZone}
            </SideItem>
          ))}
        </ul>
      </div>
      {draft === null ? (
        <EmptyState text={t('onCall.chooseSchedule')} />
      ) : (
        <ScheduleEditor
          key={draft.id}
          schedule={draft}
          people={people}
          editing={editing}
          readOnly={readOnly}
          mayOverride={mayAct && !isNew}
          shifts={shifts}
          onOverride={override}
          onRemoveOverride={(one) => void removeOverride(one)}
        />
      )}
      <ConflictDialog
        opened={editing.conflict !== null}
        what={t('onCall.thisSchedule')}
        changed={editing.conflict?.changed ?? null}
        onMine={() => void editing.keepMine()}
        onTheirs={editing.takeTheirs}
        onLater={editing.decideLater}
      />
    </div>
  );
}
