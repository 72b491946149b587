import { Button, Menu, NumberInput, Switch, Textarea, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { ChannelCheck } from '../../../../shared/contract/notifications';
import { ChannelType } from '../../../../shared/domain/notifications/configuration';
import { t } from '../../../language/language';
import type { ItemEditing } from '../../../store/use-item-editing';
import classes from '../../../ui/editing/editing.module.css';
import { EditorFoot } from '../../../ui/editing/editor-foot';
import { useNamedFirst } from '../../../ui/editing/use-named-first';
import { ChannelCard, problemAt } from './channel-card';
import { channelFormOf } from './channel-forms';
import { type ChannelPlace, channelsOf, type Draft, withChannel, withChannels } from './draft';
import { FiltersForm } from './filters-form';
import { ReadOnlyNote } from './read-only-note';
import own from './settings.module.css';

interface EditorProps {
  readonly draft: Draft;
  readonly editing: ItemEditing<Draft>;
  readonly checks: Readonly<Record<string, readonly ChannelCheck[]>>;
  readonly readOnly: boolean;
  readonly mayTest: boolean;
  readonly templates: readonly string[];
  readonly onCopy: () => void;
}

/** One configuration: what it listens to, whom it tells, and who hears of it when nobody answers. */
export function ConfigurationEditor(props: EditorProps): ReactNode {
  const { draft, editing, readOnly } = props;
  const { problems, isNew, change: onChange } = editing;
  const name = useNamedFirst(isNew);
  return (
    <div className={classes.editor} data-read-only={readOnly || undefined}>
      <div className={classes.body}>
        <div className={own.pair}>
          <TextInput
            size="xs"
            ref={name}
            className={classes.grow}
            label={t('notificationSettings.name')}
            placeholder={t('notificationSettings.nightShift')}
            value={draft.Name}
            disabled={readOnly}
            error={problems.Name}
            onChange={(event) => onChange({ ...draft, Name: event.currentTarget.value })}
          />
          <Switch
            size="sm"
            mt={22}
            label={t('notificationSettings.enabled')}
            checked={draft.Enabled}
            disabled={readOnly}
            onChange={(event) => onChange({ ...draft, Enabled: event.currentTarget.checked })}
          />
        </div>
        <Textarea
          size="xs"
          label={t('notificationSettings.description')}
          autosize
          minRows={1}
          maxRows={4}
          value={draft.Description ?? ''}
          disabled={readOnly}
          onChange={(event) => onChange({ ...draft, Description: event.currentTarget.value })}
        />
        <FiltersForm
          filters={draft.EventFilters}
          disabled={readOnly}
          onChange={(EventFilters) => onChange({ ...draft, EventFilters })}
        />
        <Channels {...props} step={0} title={t('notificationSettings.tellsAtOnce')} />
        <Escalation {...props} />
      </div>
      {readOnly ? (
        <ReadOnlyNote />
      ) : (
        <EditorFoot editing={editing} readOnly={false} removal={t('notificationSettings.nobodyHearsThroughItAnyMore')}>
          <Button size="xs" variant="default" onClick={props.onCopy} disabled={editing.dirty}>
            {t('notificationSettings.duplicate')}
          </Button>
        </EditorFoot>
      )}
    </div>
  );
}

function Channels(props: EditorProps & { step: ChannelPlace['step']; title: string }): ReactNode {
  const { draft, editing, step, title, checks, readOnly } = props;
  const { problems, dirty, change: onChange } = editing;
  const channels = channelsOf(draft, step);
  const [added, setAdded] = useState<number | null>(null);
  return (
    <section className={classes.section}>
      <div className={classes.sectionHead}>
        <h2 className={classes.legend}>{title}</h2>
        <span className={classes.space} />
        <AddChannel
          disabled={readOnly}
          onAdd={(Type) => {
            setAdded(channels.length);
            onChange(withChannels(draft, step, [...channels, { Type, Configuration: {} }]));
          }}
        />
      </div>
      {channels.length === 0 ? <p className={classes.dim}>{t('notificationSettings.nobodyYetAddAChannel')}</p> : null}
      <ul className={classes.cards}>
        {channels.map((channel, index) => (
          <ChannelCard
            // biome-ignore lint/suspicious/noArrayIndexKey: a channel is known by its place, in the model and in its problems
            key={`${index}/${channel.Type}`}
            notificationId={draft.NotificationId}
            place={{ step, index }}
            channel={channel}
            problems={problems}
            checks={dirty ? [] : (checks[`${draft.NotificationId}/${step}/${index}`] ?? [])}
            readOnly={readOnly}
            mayTest={props.mayTest}
            fresh={added === index}
            saved={!dirty}
            templates={props.templates}
            onChange={(next) => onChange(withChannel(draft, { step, index }, next))}
            onRemove={() =>
              onChange(
                withChannels(
                  draft,
                  step,
                  channels.filter((_, at) => at !== index),
                ),
              )
            }
          />
        ))}
      </ul>
    </section>
  );
}

function AddChannel({ disabled, onAdd }: { disabled: boolean; onAdd: (type: ChannelType) => void }): ReactNode {
  // A menu that was left gives the focus back to its button; after a choice the new channel takes it.
  const [returns, setReturns] = useState(true);
  return (
    <Menu position="bottom-end" returnFocus={returns} onOpen={() => setReturns(true)}>
      <Menu.Target>
        <Button size="compact-sm" variant="default" disabled={disabled}>
          {t('notificationSettings.addChannel')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {ChannelType.options.map((type) => {
          const { icon: Icon, title } = channelFormOf(type);
          return (
            <Menu.Item
              key={type}
              leftSection={<Icon size={16} aria-hidden="true" />}
              onClick={() => {
                setReturns(false);
                onAdd(type);
              }}
            >
              {title}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}

function Escalation(props: EditorProps): ReactNode {
  const { draft, editing, readOnly } = props;
  const { problems, change: onChange } = editing;
  const escalation = draft.Escalation;
  const on = escalation?.Enabled === true;
  return (
    <section className={classes.section}>
      <div className={classes.sectionHead}>
        <Switch
          size="xs"
          label={t('notificationSettings.escalateWhenNobodyAcknowledges')}
          checked={on}
          disabled={readOnly}
          onChange={(event) =>
            onChange({
              ...draft,
              Escalation: {
                DelayMinutes: 15,
                EscalationChannels: [],
                ...escalation,
                Enabled: event.currentTarget.checked,
              },
            })
          }
        />
      </div>
      {on && escalation !== undefined ? (
        <>
          <NumberInput
            size="xs"
            w={160}
            label={t('notificationSettings.afterMinutes')}
            min={1}
            max={1440}
            value={escalation.DelayMinutes}
            disabled={readOnly}
            error={problemAt(problems, 'Escalation.DelayMinutes')}
            onChange={(value) => onChange({ ...draft, Escalation: { ...escalation, DelayMinutes: Number(value) } })}
          />
          <Channels {...props} step={1} title={t('notificationSettings.thenTells')} />
        </>
      ) : null}
    </section>
  );
}
