import { Button, Select, TagsInput, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Schedule, ShiftSource } from '../../../../shared/domain/alerting/on-call/schedule';
import { t } from '../../../language/language';
import { freshId } from '../../../store/items';
import type { Problems } from '../../../store/refusal';
import classes from '../../../ui/editing/editing.module.css';
import type { People } from './calendar/lanes-of';
import { LayerCard } from './layer-card';

interface SourceFieldsProps {
  readonly schedule: Schedule;
  readonly people: People;
  readonly problems: Problems;
  readonly readOnly: boolean;
  /** Local date and time at which a new layer begins: `2026-03-02T09:00`. */
  readonly layerStart: string;
  readonly onChange: (source: ShiftSource) => void;
}

const KINDS = ['own', 'ical', 'pagerduty'] as const;

/** Where the shifts come from: rotations kept here, a calendar, or PagerDuty. */
export function SourceFields(props: SourceFieldsProps): ReactNode {
  const { schedule, readOnly, onChange } = props;
  return (
    <section className={classes.section}>
      <div className={classes.sectionHead}>
        <h2 className={classes.legend}>{t('onCall.whereShiftsComeFrom')}</h2>
        <Select
          size="xs"
          aria-label={t('onCall.whereShiftsComeFrom')}
          allowDeselect={false}
          data={KINDS.map((value) => ({ value, label: t(`onCall.source:${value}`) }))}
          value={schedule.source.kind}
          disabled={readOnly}
          onChange={(kind) => {
            if (kind !== schedule.source.kind) onChange(freshSource(KINDS.find((one) => one === kind) ?? 'own'));
          }}
        />
      </div>
      <Fields {...props} source={schedule.source} />
    </section>
  );
}

function freshSource(kind: ShiftSource['kind']): ShiftSource {
  switch (kind) {
    case 'own':
      return { kind, layers: [] };
    case 'ical':
      return { kind, secretUrl: '', overrideSecretUrl: null };
    case 'pagerduty':
      return { kind, apiKey: '', scheduleIds: [], policyIds: [] };
  }
}

function Fields(props: SourceFieldsProps & { source: ShiftSource }): ReactNode {
  const { source, problems, readOnly, onChange } = props;
  switch (source.kind) {
    case 'own':
      return <Layers {...props} source={source} />;
    case 'ical':
      return (
        <div className={classes.fields}>
          <SecretText
            label={t('onCall.calendarUrl')}
            value={source.secretUrl}
            error={problems['source.secretUrl']}
            disabled={readOnly}
            onChange={(secretUrl) => onChange({ ...source, secretUrl })}
          />
          <SecretText
            label={t('onCall.overrideUrl')}
            value={source.overrideSecretUrl ?? ''}
            error={problems['source.overrideSecretUrl']}
            disabled={readOnly}
            onChange={(url) => onChange({ ...source, overrideSecretUrl: url === '' ? null : url })}
          />
        </div>
      );
    case 'pagerduty':
      return (
        <div className={classes.fields}>
          <SecretText
            label={t('onCall.apiKey')}
            value={source.apiKey}
            error={problems['source.apiKey']}
            disabled={readOnly}
            onChange={(apiKey) => onChange({ ...source, apiKey })}
          />
          <TagsInput
            size="xs"
            label={t('onCall.pagerDutySchedules')}
            value={source.scheduleIds}
            disabled={readOnly}
            onChange={(scheduleIds) => onChange({ ...source, scheduleIds })}
          />
          <TagsInput
            size="xs"
            label={t('onCall.pagerDutyPolicies')}
            value={source.policyIds}
            disabled={readOnly}
            onChange={(policyIds) => onChange({ ...source, policyIds })}
          />
        </div>
      );
  }
}

function Layers({
  source,
  people,
  problems,
  readOnly,
  layerStart,
  onChange,
}: SourceFieldsProps & { source: Extract<ShiftSource, { kind: 'own' }> }): ReactNode {
  const { layers } = source;
  return (
    <>
      <p className={classes.dim}>{t('onCall.layersText')}</p>
      <ul className={classes.cards}>
        {layers.map((layer, index) => (
          <LayerCard
            key={layer.id}
            layer={layer}
            number={index + 1}
            people={people}
            problems={problems}
            field={`source.layers[${index}]`}
            readOnly={readOnly}
            onChange={(next) => onChange({ ...source, layers: layers.map((one, at) => (at === index ? next : one)) })}
            onRemove={() => onChange({ ...source, layers: layers.filter((_, at) => at !== index) })}
          />
        ))}
      </ul>
      <div>
        <Button
          size="compact-sm"
          variant="default"
          disabled={readOnly || people.length === 0}
          onClick={() =>
            onChange({
              ...source,
              layers: [
                ...layers,
                {
                  id: freshId(
                    'layer',
                    layers.map(({ id }) => id),
                  ),
                  name: '',
                  people: people.slice(0, 1).map(({ id }) => id),
                  startsAt: layerStart,
                  endsAt: null,
                  handover: { every: 1, unit: 'weeks' },
                  restrictions: [],
                },
              ],
            })
          }
        >
          {t('onCall.addLayer')}
        </Button>
      </div>
    </>
  );
}

interface SecretTextProps {
  readonly label: string;
  readonly value: string | { readonly SecretRef: string };
  readonly error: string | undefined;
  readonly disabled: boolean;
  readonly onChange: (value: string) => void;
}

/** Whoever has the address reads the calendar: it is written once, and can then only be replaced. */
function SecretText({ label, value, error, disabled, onChange }: SecretTextProps): ReactNode {
  if (typeof value !== 'string')
    return (
      <div>
        <div className={classes.chipsLabel}>{label}</div>
        <span className={classes.dim}>{t('onCall.keptInTheKeyStore')} </span>
        <Button
          size="compact-xs"
          variant="default"
          disabled={disabled}
          aria-label={t('onCall.replaceSecret', { label })}
          onClick={() => onChange('')}
        >
          {t('onCall.replace')}
        </Button>
      </div>
    );
  return (
    <TextInput
      size="xs"
      type="password"
      autoComplete="off"
      label={label}
      value={value}
      error={error}
      disabled={disabled}
      onChange={(event) => onChange(event.currentTarget.value.trim())}
    />
  );
}
