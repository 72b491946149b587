import { ActionIcon, Button, Collapse, Select, Switch, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { ChannelCheck } from '../../../../shared/contract/notifications';
import { Severity } from '../../../../shared/domain/notice';
import { t } from '../../../language/language';
import type { Problems } from '../../../store/refusal';
import classes from '../../../ui/editing/editing.module.css';
import { ofSeverity } from '../../../ui/tone';
import { channelFormOf, type FormField } from './channel-forms';
import { Checklist } from './checklist';
import { type ChannelPlace, type DraftChannel, fieldPath, withField } from './draft';
import { FieldInput, fieldOrder } from './field-input';
import own from './settings.module.css';
import { TestChannel } from './test-channel';

export interface ChannelCardProps {
  readonly notificationId: string;
  readonly place: ChannelPlace;
  readonly channel: DraftChannel;
  readonly problems: Problems;
  readonly checks: readonly ChannelCheck[];
  readonly readOnly: boolean;
  readonly mayTest: boolean;
  /** Just added: its first field is written next. */
  readonly fresh: boolean;
  /** Only what is saved can be tested. */
  readonly saved: boolean;
  readonly templates: readonly string[];
  readonly onChange: (next: DraftChannel) => void;
  readonly onRemove: () => void;
}

/** One channel: its form, what is wrong with it, and a test. */
export function ChannelCard(props: ChannelCardProps): ReactNode {
  const { channel, place, problems, readOnly, onChange, onRemove, checks } = props;
  const form = channelFormOf(channel.Type);
  const [more, setMore] = useState(false);
  const enabled = channel.Configuration.Enabled !== false;
  const card = useFocusWhenFresh(props.fresh);
  const input = (field: FormField): ReactNode => (
    <FieldInput
      key={field.key}
      field={field}
      value={channel.Configuration[field.key]}
      error={problemAt(problems, fieldPath(place, field.key))}
      disabled={readOnly}
      onChange={(value) => onChange(withField(channel, field.key, value))}
    />
  );
  return (
    <li className={classes.card} aria-label={form.title} ref={card}>
      <div className={own.channelHead}>
        <form.icon size={18} aria-hidden="true" />
        <h3 className={own.channelTitle}>{form.title}</h3>
        <span className={classes.space} />
        <Switch
          size="xs"
          checked={enabled}
          disabled={readOnly}
          label={t('notificationSettings.on')}
          aria-label={t('notificationSettings.titleOn', { title: form.title })}
          onChange={(event) => onChange(withField(channel, 'Enabled', event.currentTarget.checked ? undefined : false))}
        />
        <ActionIcon
          size="sm"
          variant="subtle"
          disabled={readOnly}
          aria-label={t('notificationSettings.removeTitle', { title: form.title })}
          onClick={onRemove}
        >
          <IconTrash size={16} />
        </ActionIcon>
      </div>
      <p className={classes.dim}>{form.text}</p>
      <div className={own.fields}>{form.fields.filter(({ rare }) => rare !== true).map(input)}</div>
      <Button size="compact-xs" variant="subtle" className={own.start} aria-expanded={more} onClick={() => setMore(!more)}>
        {more ? t('notificationSettings.less') : t('notificationSettings.moreTemplateLanguageSeverity')}
      </Button>
      <Collapse expanded={more}>
        <div className={own.fields}>
          {form.fields.filter(({ rare }) => rare === true).map(input)}
          <Common {...props} />
        </div>
      </Collapse>
      <Checklist checks={checks} />
      <TestChannel
        notificationId={props.notificationId}
        place={place}
        type={channel.Type}
        saved={props.saved}
        mayTest={props.mayTest}
      />
    </li>
  );
}

/** Whoever adds a channel fills it in next. */
function useFocusWhenFresh(fresh: boolean) {
  const card = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (fresh) card.current?.querySelector<HTMLElement>('input:not([type=checkbox]), textarea, [data-send-test]')?.focus();
  }, [fresh]);
  return card;
}

/** What every channel has. */
function Common({ channel, place, problems, readOnly, templates, onChange }: ChannelCardProps): ReactNode {
  const { TemplateId, Locale, MinimumSeverity } = channel.Configuration;
  const set = (key: string, value: unknown): void => onChange(withField(channel, key, value));
  return (
    <>
      <Select
        size="xs"
        label={t('notificationSettings.template')}
        description={t('notificationSettings.asTheEventAsksForWhere')}
        inputWrapperOrder={[...fieldOrder]}
        clearable
        searchable
        disabled={readOnly}
        data={[...templates]}
        value={typeof TemplateId === 'string' ? TemplateId : null}
        error={problemAt(problems, fieldPath(place, 'TemplateId'))}
        onChange={(value) => set('TemplateId', value ?? undefined)}
      />
      <TextInput
        size="xs"
        label={t('notificationSettings.language')}
        description={t('notificationSettings.enDeJaEsFrPt')}
        inputWrapperOrder={[...fieldOrder]}
        disabled={readOnly}
        value={typeof Locale === 'string' ? Locale : ''}
        error={problemAt(problems, fieldPath(place, 'Locale'))}
        onChange={(event) => set('Locale', event.currentTarget.value === '' ? undefined : event.currentTarget.value)}
      />
      <Select
        size="xs"
        label={t('notificationSettings.onlyFromSeverity')}
        description={
          channel.Type === 'SMS' ? t('notificationSettings.criticalWhereEmpty') : t('notificationSettings.anyWhereEmpty')
        }
        inputWrapperOrder={[...fieldOrder]}
        clearable
        disabled={readOnly}
        data={Severity.options.map((value) => ({ value, label: ofSeverity(value).word }))}
        value={typeof MinimumSeverity === 'string' ? MinimumSeverity : null}
        error={problemAt(problems, fieldPath(place, 'MinimumSeverity'))}
        onChange={(value) => set('MinimumSeverity', value ?? undefined)}
      />
    </>
  );
}

/** The problem of a field, or of something within it (`Recipients[2]`). */
export function problemAt(problems: Problems, path: string): string | undefined {
  const own = problems[path];
  if (own !== undefined) return own;
  const inner = Object.entries(problems).find(([key]) => key.startsWith(`${path}[`) || key.startsWith(`${path}.`));
  if (inner === undefined) return undefined;
  const [key, message] = inner;
  const line = /^\[(\d+)\]$/.exec(key.slice(path.length))?.[1];
  return line === undefined ? message : t('notificationSettings.lineValueMessage', { value: Number(line) + 1, message });
}
