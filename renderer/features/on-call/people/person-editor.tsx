import { Button, Menu, TagsInput, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ContactMethod, Person } from '../../../../shared/domain/alerting/on-call/person';
import { t } from '../../../language/language';
import { freshId } from '../../../store/items';
import type { ItemEditing } from '../../../store/use-item-editing';
import classes from '../../../ui/editing/editing.module.css';
import { EditorFoot } from '../../../ui/editing/editor-foot';
import { useNamedFirst } from '../../../ui/editing/use-named-first';
import { ZoneSelect } from '../../../ui/editing/zone-select';
import { Absences } from './absences';
import { contactTitle, contactTypes, freshChannel } from './contact-fields';
import { ContactMethodCard } from './contact-method-card';
import { GradeRules } from './grade-rules';

interface PersonEditorProps {
  readonly person: Person;
  readonly editing: ItemEditing<Person>;
  readonly readOnly: boolean;
}

/** Somebody who can be asked to act: how, how hard, and when not. */
export function PersonEditor({ person, editing, readOnly }: PersonEditorProps): ReactNode {
  const { problems, change, isNew } = editing;
  const name = useNamedFirst(isNew);
  const setMethods = (methods: ContactMethod[]): void => change({ ...person, methods });
  return (
    <div className={classes.editor} data-read-only={readOnly || undefined}>
      <div className={classes.body}>
        <section className={classes.section}>
          <div className={classes.fields}>
            <TextInput
              size="xs"
              ref={name}
              label={t('onCall.name')}
              placeholder={t('onCall.nameExample')}
              value={person.name}
              disabled={readOnly}
              error={problems.name}
              onChange={(event) => change({ ...person, name: event.currentTarget.value })}
            />
            <ZoneSelect
              value={person.timeZone}
              disabled={readOnly}
              error={problems.timeZone}
              onChange={(timeZone) => change({ ...person, timeZone })}
            />
          </div>
          <TagsInput
            size="xs"
            label={t('onCall.alsoKnownAs')}
            description={t('onCall.alsoKnownAsText')}
            value={person.alsoKnownAs}
            disabled={readOnly}
            onChange={(alsoKnownAs) => change({ ...person, alsoKnownAs })}
          />
        </section>
        <section className={classes.section}>
          <div className={classes.sectionHead}>
            <h2 className={classes.legend}>{t('onCall.waysToReach')}</h2>
            <span className={classes.space} />
            <AddMethod person={person} disabled={readOnly} onAdd={(method) => setMethods([...person.methods, method])} />
          </div>
          {person.methods.length === 0 ? <p className={classes.failed}>{t('onCall.noWay')}</p> : null}
          <ul className={classes.cards}>
            {person.methods.map((method, index) => (
              <ContactMethodCard
                key={method.id}
                method={method}
                problems={problems}
                field={`methods[${index}]`}
                readOnly={readOnly}
                onChange={(next) => setMethods(person.methods.map((one, at) => (at === index ? next : one)))}
                onRemove={() => setMethods(person.methods.filter((_, at) => at !== index))}
              />
            ))}
          </ul>
        </section>
        <section className={classes.section}>
          <h2 className={classes.legend}>{t('onCall.howHard')}</h2>
          {(['default', 'important'] as const).map((grade) => (
            <GradeRules
              key={grade}
              person={person}
              grade={grade}
              readOnly={readOnly}
              onChange={(rules) => change({ ...person, rules: { ...person.rules, [grade]: rules } })}
            />
          ))}
        </section>
        <Absences
          person={person}
          problems={problems}
          readOnly={readOnly}
          onChange={(unavailable) => change({ ...person, unavailable })}
        />
      </div>
      <EditorFoot editing={editing} readOnly={readOnly} removal={t('onCall.removalOfPerson')} />
    </div>
  );
}

function AddMethod({
  person,
  disabled,
  onAdd,
}: {
  person: Person;
  disabled: boolean;
  onAdd: (method: ContactMethod) => void;
}): ReactNode {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button size="compact-xs" variant="default" disabled={disabled}>
          {t('onCall.addWay')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {contactTypes.map((type) => (
          <Menu.Item
            key={type}
            onClick={() =>
              onAdd({
                id: freshId(
                  type,
                  person.methods.map(({ id }) => id),
                ),
                label: '',
                channel: freshChannel(type),
              })
            }
          >
            {contactTitle(type)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
