import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Person } from '../../../../shared/domain/alerting/on-call/person';
import { instantOf } from '../../../../shared/domain/primitives';
import { t } from '../../../language/language';
import type { Problems } from '../../../store/refusal';
import classes from '../../../ui/editing/editing.module.css';
import { fieldOf, momentOfField } from '../local-time';
import { useHour } from '../use-hour';

interface AbsencesProps {
  readonly person: Person;
  readonly problems: Problems;
  readonly readOnly: boolean;
  readonly onChange: (unavailable: Person['unavailable']) => void;
}

const DAY_MS = 86_400_000;

/** When the person is away: on no shift meanwhile, whatever the schedules say. By the person's own clocks. */
export function Absences({ person, problems, readOnly, onChange }: AbsencesProps): ReactNode {
  const hourMs = useHour();
  const all = person.unavailable;
  const set = (index: number, change: Partial<Person['unavailable'][number]>): void =>
    onChange(all.map((one, at) => (at === index ? { ...one, ...change } : one)));
  return (
    <section className={classes.section}>
      <div className={classes.sectionHead}>
        <h2 className={classes.legend}>{t('onCall.away')}</h2>
        <span className={classes.dim}>{t('onCall.awayText')}</span>
        <span className={classes.space} />
        <Button
          size="compact-xs"
          variant="default"
          disabled={readOnly}
          onClick={() => {
            const start = Math.ceil(hourMs / DAY_MS) * DAY_MS;
            onChange([...all, { from: instantOf(start), to: instantOf(start + 7 * DAY_MS), note: '' }]);
          }}
        >
          {t('onCall.addAbsence')}
        </Button>
      </div>
      {all.map((absence, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an absence is known by its place
        <div key={index} className={classes.line}>
          {(['from', 'to'] as const).map((end) => (
            <TextInput
              key={end}
              size="xs"
              type="datetime-local"
              label={t(`onCall.${end}`)}
              value={fieldOf(person.timeZone, Date.parse(absence[end]))}
              disabled={readOnly}
              error={problems[`unavailable[${index}].${end}`]}
              onChange={(event) => {
                const moment = momentOfField(person.timeZone, event.currentTarget.value);
                if (moment !== null) set(index, { [end]: moment });
              }}
            />
          ))}
          <TextInput
            size="xs"
            className={classes.grow ?? ''}
            label={t('onCall.note')}
            value={absence.note}
            disabled={readOnly}
            onChange={(event) => set(index, { note: event.currentTarget.value })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            mb={2}
            disabled={readOnly}
            aria-label={t('onCall.removeAbsence', { number: index + 1 })}
            onClick={() => onChange(all.filter((_, at) => at !== index))}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </div>
      ))}
    </section>
  );
}
