import { Chip, MultiSelect, TagsInput } from '@mantine/core';
import { type ReactNode, useMemo } from 'react';
import { Severity } from '../../../../shared/domain/notice';
import type { EventFilters } from '../../../../shared/domain/notifications/configuration';
import { NotificationConfiguration } from '../../../../shared/domain/notifications/configuration';
import { allEventTypes, EventFamily, eventTypes, familyOf } from '../../../../shared/domain/notifications/event-types';
import { matchConfiguration } from '../../../../shared/domain/notifications/match/match';
import { sampleEvent } from '../../../../shared/domain/notifications/samples/sample-event';
import { t } from '../../../language/language';
import { useView } from '../../../store/page';
import classes from '../../../ui/editing/editing.module.css';
import { ofSeverity } from '../../../ui/tone';
import { listensTo } from './sentence';
import own from './settings.module.css';

interface FiltersFormProps {
  readonly filters: EventFilters;
  readonly disabled: boolean;
  readonly onChange: (next: EventFilters) => void;
}

const eventChoices = () =>
  EventFamily.options.map((family) => ({
    group: t(`notificationSettings.family-${family}`),
    items: [
      { value: `${family}.*`, label: t(`notificationSettings.all-${family}`) },
      ...allEventTypes.filter((type) => familyOf(type) === family).map((value) => ({ value, label: eventTypes[value].title })),
    ],
  }));

/** What a configuration listens to. Nothing chosen means any; everything chosen must hold. */
export function FiltersForm({ filters, disabled, onChange }: FiltersFormProps): ReactNode {
  const choices = useMemo(eventChoices, []);
  const plans = useView((view) => view.plans, {});
  const contexts = useView((view) => view.contexts, {});
  const planNames = useMemo(() => [...new Set(Object.values(plans).map(({ planName }) => planName))].sort(), [plans]);
  const accounts = useMemo(
    () => [...new Set(Object.values(contexts).flatMap(({ accountId }) => (accountId === null ? [] : [accountId])))],
    [contexts],
  );
  const regions = useMemo(() => [...new Set(Object.values(contexts).map(({ region }) => region))], [contexts]);
  const set = (key: keyof EventFilters & string, values: readonly unknown[]): void => {
    const { [key]: _, ...others } = filters;
    onChange(values.length === 0 ? others : { ...others, [key]: values });
  };
  const tags = (key: 'Plans' | 'Accounts' | 'Regions', label: string, data: readonly string[]): ReactNode => (
    <TagsInput
      size="xs"
      classNames={{ inputField: classes.pillField }}
      label={label}
      placeholder={(filters[key] ?? []).length === 0 ? t('notificationSettings.any') : ''}
      data={[...data]}
      value={filters[key] ?? []}
      disabled={disabled}
      onChange={(values) => set(key, values)}
    />
  );
  return (
    <fieldset className={classes.section}>
      <legend className={classes.legend}>{t('notificationSettings.listensTo')}</legend>
      <Choices
        label={t('notificationSettings.severity')}
        options={Severity.options.map((value) => ({ value, label: ofSeverity(value).word }))}
        value={filters.Severities ?? []}
        disabled={disabled}
        onChange={(values) => set('Severities', values)}
      />
      <div className={own.filters}>
        <MultiSelect
          size="xs"
          classNames={{ inputField: classes.pillField }}
          label={t('notificationSettings.events')}
          placeholder={(filters.EventTypes ?? []).length === 0 ? t('notificationSettings.anyButProgress') : ''}
          data={choices}
          searchable
          clearable
          value={filters.EventTypes ?? []}
          disabled={disabled}
          onChange={(values) => set('EventTypes', values)}
        />
        {tags('Plans', t('notificationSettings.plans'), planNames)}
        <TagsInput
          size="xs"
          classNames={{ inputField: classes.pillField }}
          label={t('notificationSettings.waves')}
          placeholder={(filters.Waves ?? []).length === 0 ? t('notificationSettings.any') : ''}
          data={['1', '2', '3', '4']}
          value={(filters.Waves ?? []).map((wave) => String(wave + 1))}
          disabled={disabled}
          onChange={(values) =>
            set(
              'Waves',
              values.map((text) => Number(text) - 1).filter((wave) => Number.isInteger(wave) && wave >= 0),
            )
          }
        />
        {tags('Accounts', t('notificationSettings.accounts'), accounts)}
        {tags('Regions', t('notificationSettings.regions'), regions)}
      </div>
      <div className={own.pair}>
        <Choices
          label={t('notificationSettings.kindOfExecution')}
          options={[
            { value: 'DRILL', label: t('notificationSettings.drills') },
            { value: 'RECOVERY', label: t('notificationSettings.recoveries') },
          ]}
          value={filters.ExecutionTypes ?? []}
          disabled={disabled}
          onChange={(values) => set('ExecutionTypes', values)}
        />
        <Choices
          label={t('notificationSettings.environment')}
          options={[
            { value: 'production', label: t('notificationSettings.production') },
            { value: 'test', label: t('notificationSettings.test') },
          ]}
          value={filters.Environments ?? []}
          disabled={disabled}
          onChange={(values) => set('Environments', values)}
        />
      </div>
      <Sentence filters={filters} />
    </fieldset>
  );
}

interface ChoicesProps {
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly value: readonly string[];
  readonly disabled: boolean;
  readonly onChange: (values: string[]) => void;
}

function Choices({ label, options, value, disabled, onChange }: ChoicesProps): ReactNode {
  return (
    <fieldset className={classes.chips}>
      <legend className={classes.chipsLabel}>{label}</legend>
      <Chip.Group multiple value={[...value]} onChange={onChange}>
        {options.map((option) => (
          <Chip key={option.value} size="xs" value={option.value} disabled={disabled}>
            {option.label}
          </Chip>
        ))}
      </Chip.Group>
      {value.length === 0 ? <span className={classes.dim}>{t('notificationSettings.any2')}</span> : null}
    </fieldset>
  );
}

/** In words, and held against the sample of every event of the catalogue. */
function Sentence({ filters }: { filters: EventFilters }): ReactNode {
  const matching = useMemo(() => {
    const configuration = NotificationConfiguration.parse({
      NotificationId: 'draft',
      Name: 'draft',
      EventFilters: filters,
      Channels: [],
    });
    return allEventTypes.filter((type) => matchConfiguration(configuration, sampleEvent(type)).matches);
  }, [filters]);
  return (
    <div className={classes.sentence} role="status">
      <p className={own.text}>{listensTo(filters)}.</p>
      <details>
        <summary>
          {t('notificationSettings.wouldBeToldOfMatchingOf', { matching: matching.length, allEventTypes: allEventTypes.length })}
        </summary>
        <p className={classes.dim}>
          {matching.length === 0 ? t('notificationSettings.none') : matching.map((type) => eventTypes[type].title).join(' · ')}
        </p>
      </details>
    </div>
  );
}
