import { Chip, MultiSelect, TagsInput } from '@mantine/core';
import { type ReactNode, useMemo } from 'react';
import { Severity } from '../../../../shared/domain/notice';
import type { EventFilters } from '../../../../shared/domain/notifications/configuration';
import { NotificationConfiguration } from '../../../../shared/domain/notifications/configuration';
import { allEventTypes, EventFamily, eventTypes, familyOf } from '../../../../shared/domain/notifications/event-types';
import { matchConfiguration } from '../../../../shared/domain/notifications/match/match';
import { sampleEvent } from '../../../../shared/domain/notifications/samples/sample-event';
import { useView } from '../../../store/page';
import { ofSeverity } from '../../../ui/tone';
import { listensTo } from './sentence';
import classes from './settings.module.css';

interface FiltersFormProps {
  readonly filters: EventFilters;
  readonly disabled: boolean;
  readonly onChange: (next: EventFilters) => void;
}

const familyWords: Readonly<Record<EventFamily, string>> = {
  execution: 'Executions',
  wave: 'Waves',
  server: 'Servers',
  drs: 'Replication',
  health: 'Health of the system',
  security: 'Security',
  alert: 'Alerts',
  custom: 'Custom',
};

const eventChoices = EventFamily.options.map((family) => ({
  group: familyWords[family],
  items: [
    { value: `${family}.*`, label: `All: ${familyWords[family].toLowerCase()}` },
    ...allEventTypes.filter((type) => familyOf(type) === family).map((value) => ({ value, label: eventTypes[value].title })),
  ],
}));

/** What a configuration listens to. Nothing chosen means any; everything chosen must hold. */
export function FiltersForm({ filters, disabled, onChange }: FiltersFormProps): ReactNode {
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
      placeholder={(filters[key] ?? []).length === 0 ? 'Any' : ''}
      data={[...data]}
      value={filters[key] ?? []}
      disabled={disabled}
      onChange={(values) => set(key, values)}
    />
  );
  return (
    <fieldset className={classes.section}>
      <legend className={classes.legend}>Listens to</legend>
      <Choices
        label="Severity"
        options={Severity.options.map((value) => ({ value, label: ofSeverity(value).word }))}
        value={filters.Severities ?? []}
        disabled={disabled}
        onChange={(values) => set('Severities', values)}
      />
      <div className={classes.filters}>
        <MultiSelect
          size="xs"
          classNames={{ inputField: classes.pillField }}
          label="Events"
          placeholder={(filters.EventTypes ?? []).length === 0 ? 'Any but progress and single launches' : ''}
          data={eventChoices}
          searchable
          clearable
          value={filters.EventTypes ?? []}
          disabled={disabled}
          onChange={(values) => set('EventTypes', values)}
        />
        {tags('Plans', 'Plans', planNames)}
        <TagsInput
          size="xs"
          classNames={{ inputField: classes.pillField }}
          label="Waves"
          placeholder={(filters.Waves ?? []).length === 0 ? 'Any' : ''}
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
        {tags('Accounts', 'Accounts', accounts)}
        {tags('Regions', 'Regions', regions)}
      </div>
      <div className={classes.pair}>
        <Choices
          label="Kind of execution"
          options={[
            { value: 'DRILL', label: 'Drills' },
            { value: 'RECOVERY', label: 'Recoveries' },
          ]}
          value={filters.ExecutionTypes ?? []}
          disabled={disabled}
          onChange={(values) => set('ExecutionTypes', values)}
        />
        <Choices
          label="Environment"
          options={[
            { value: 'production', label: 'Production' },
            { value: 'test', label: 'Test' },
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
    <fieldset className={classes.choices}>
      <legend className={classes.choicesLabel}>{label}</legend>
      <Chip.Group multiple value={[...value]} onChange={onChange}>
        {options.map((option) => (
          <Chip key={option.value} size="xs" value={option.value} disabled={disabled}>
            {option.label}
          </Chip>
        ))}
      </Chip.Group>
      {value.length === 0 ? <span className={classes.dim}>any</span> : null}
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
      <p className={classes.text}>{listensTo(filters)}.</p>
      <details>
        <summary>
          Would be told of {matching.length} of {allEventTypes.length} kinds of events, going by their samples
        </summary>
        <p className={classes.dim}>
          {matching.length === 0 ? 'None.' : matching.map((type) => eventTypes[type].title).join(' · ')}
        </p>
      </details>
    </div>
  );
}
