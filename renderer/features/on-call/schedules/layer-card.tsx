import { ActionIcon, MultiSelect, NumberInput, Select, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Layer } from '../../../../shared/domain/alerting/on-call/schedule';
import { t } from '../../../language/language';
import type { Problems } from '../../../store/refusal';
import classes from '../../../ui/editing/editing.module.css';
import { HoursFields } from '../hours-fields';
import type { People } from './calendar/lanes-of';

interface LayerCardProps {
  readonly layer: Layer;
  readonly number: number;
  readonly people: People;
  readonly problems: Problems;
  /** `source.layers[1]`. */
  readonly field: string;
  readonly readOnly: boolean;
  readonly onChange: (layer: Layer) => void;
  readonly onRemove: () => void;
}

const UNITS = ['hours', 'days', 'weeks'] as const;

/** One rotation: who, in which order, how long each, and in which hours. */
export function LayerCard({ layer, number, people, problems, field, readOnly, onChange, onRemove }: LayerCardProps): ReactNode {
  return (
    <li className={classes.card}>
      <div className={classes.sectionHead}>
        <h3 className={classes.legend}>{t('onCall.layerNumber', { number })}</h3>
        <span className={classes.space} />
        <ActionIcon
          variant="subtle"
          color="gray"
          disabled={readOnly}
          aria-label={t('onCall.removeLayer', { number })}
          onClick={onRemove}
        >
          <IconTrash size={16} />
        </ActionIcon>
      </div>
      <MultiSelect
        size="xs"
        label={t('onCall.peopleInOrder')}
        searchable
        data={people.map(({ id, name }) => ({ value: id, label: name }))}
        value={layer.people}
        disabled={readOnly}
        error={problems[`${field}.people`]}
        onChange={(next) => onChange({ ...layer, people: next })}
      />
      <div className={classes.fields}>
        <TextInput
          size="xs"
          label={t('onCall.layerName')}
          value={layer.name}
          disabled={readOnly}
          onChange={(event) => onChange({ ...layer, name: event.currentTarget.value })}
        />
        <NumberInput
          size="xs"
          min={1}
          max={1000}
          label={t('onCall.handoverEvery')}
          value={layer.handover.every}
          disabled={readOnly}
          onChange={(value) =>
            onChange({ ...layer, handover: { ...layer.handover, every: Math.max(1, Math.round(Number(value))) } })
          }
        />
        <Select
          size="xs"
          label={t('onCall.handoverUnit')}
          allowDeselect={false}
          data={UNITS.map((value) => ({ value, label: t(`onCall.unit:${value}`) }))}
          value={layer.handover.unit}
          disabled={readOnly}
          onChange={(unit) =>
            onChange({ ...layer, handover: { ...layer.handover, unit: UNITS.find((one) => one === unit) ?? 'weeks' } })
          }
        />
        <TextInput
          size="xs"
          type="datetime-local"
          label={t('onCall.firstTurnBegins')}
          value={layer.startsAt}
          disabled={readOnly}
          error={problems[`${field}.startsAt`]}
          onChange={(event) => onChange({ ...layer, startsAt: event.currentTarget.value })}
        />
        <TextInput
          size="xs"
          type="datetime-local"
          label={t('onCall.layerEnds')}
          value={layer.endsAt ?? ''}
          disabled={readOnly}
          error={problems[`${field}.endsAt`]}
          onChange={(event) =>
            onChange({ ...layer, endsAt: event.currentTarget.value === '' ? null : event.currentTarget.value })
          }
        />
      </div>
      <HoursFields
        ranges={layer.restrictions}
        empty={t('onCall.aroundTheClock')}
        disabled={readOnly}
        onChange={(restrictions) => onChange({ ...layer, restrictions })}
      />
    </li>
  );
}
