import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Person } from '../../../../shared/domain/alerting/on-call/person';
import type { OnCallSettings } from '../../../../shared/domain/alerting/on-call/settings';
import { t } from '../../../language/language';
import { useDrafts } from '../../../store/drafts';
import { useAskBeforeLeaving } from '../../../store/use-ask-before-leaving';
import type { DocumentStore } from '../../../store/use-document';
import { freshIdIn, useItemEditing } from '../../../store/use-item-editing';
import { ConflictDialog } from '../../../ui/editing/conflict-dialog';
import classes from '../../../ui/editing/editing.module.css';
import { SideItem } from '../../../ui/editing/side-item';
import { EmptyState } from '../../../ui/empty-state';
import { peopleDrafts, peopleItems } from '../on-call-items';
import { contactTitle } from './contact-fields';
import { PersonEditor } from './person-editor';

export interface OnCallTabProps {
  readonly store: DocumentStore<OnCallSettings>;
  readonly id: string | null;
  readonly readOnly: boolean;
  readonly onOpen: (id: string | null) => void;
}

/** People who can be asked to act. */
export function PeopleTab({ store, id, readOnly, onOpen }: OnCallTabProps): ReactNode {
  const drafts = useDrafts(peopleDrafts);
  const editing = useItemEditing(store, drafts, peopleItems, id, onOpen);
  useAskBeforeLeaving(editing.unsavedIds.length > 0);
  const begin = (): void =>
    editing.begin(
      Person.parse({
        id: freshIdIn(peopleItems, editing.all, 'person'),
        name: t('onCall.newPerson'),
        timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC',
      }),
    );
  const button = (
    <Button size="compact-sm" disabled={readOnly} onClick={begin}>
      {t('onCall.addPerson')}
    </Button>
  );
  if (editing.all.length === 0)
    return <EmptyState text={t('onCall.nobodyYet')} next={t('onCall.nobodyYetNext')} action={button} />;
  return (
    <div className={classes.split}>
      <div className={classes.side}>
        <div className={classes.sideHead}>{button}</div>
        <ul className={classes.list}>
          {editing.all.map((person) => (
            <SideItem
              key={person.id}
              name={person.name}
              selected={person.id === id}
              unsaved={editing.unsavedIds.includes(person.id)}
              onOpen={() => onOpen(person.id)}
            >
              {person.methods.length === 0 ? (
                <span className={classes.failed}>{t('onCall.cannotBeReached')}</span>
              ) : (
                [...new Set(person.methods.map(({ channel }) => contactTitle(channel.Type)))].join(', ')
              )}
            </SideItem>
          ))}
        </ul>
      </div>
      {editing.draft === null ? (
        <EmptyState text={t('onCall.choosePerson')} />
      ) : (
        <PersonEditor key={editing.draft.id} person={editing.draft} editing={editing} readOnly={readOnly} />
      )}
      <ConflictDialog
        opened={editing.conflict !== null}
        what={t('onCall.thisPerson')}
        changed={editing.conflict?.changed ?? null}
        onMine={() => void editing.keepMine()}
        onTheirs={editing.takeTheirs}
        onLater={editing.decideLater}
      />
    </div>
  );
}
