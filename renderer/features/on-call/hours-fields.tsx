import { ActionIcon, Button } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { WeeklyRange } from '../../../shared/domain/alerting/on-call/weekly';
import { t } from '../../language/language';
import { WeekdayChips } from '../../ui/editing/chip-choices';
import classes from '../../ui/editing/editing.module.css';
import { TimeField } from '../../ui/editing/time-field';

interface HoursFieldsProps {
  readonly ranges: readonly WeeklyRange[];
  /** What holds where there is none. */
  readonly empty: string;
  readonly disabled: boolean;
  readonly onChange: (ranges: WeeklyRange[]) => void;
}

/** Hours of the week. */
export function HoursFields({ ranges, empty, disabled, onChange }: HoursFieldsProps): ReactNode {
  const set = (index: number, change: Partial<WeeklyRange>): void =>
    onChange(ranges.map((one, at) => (at === index ? { ...one, ...change } : one)));
  return (
    <>
      {ranges.length === 0 ? <p className={classes.dim}>{empty}</p> : null}
      {ranges.map((range, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a range is known by its place
        <div key={index} className={classes.line}>
          <WeekdayChips value={range.weekdays} disabled={disabled} onChange={(weekdays) => set(index, { weekdays })} />
          {(['from', 'to'] as const).map((end) => (
            <TimeField
              key={end}
              size="xs"
              label={t(`onCall.${end}`)}
              value={range[end]}
              disabled={disabled}
              onChange={(time) => set(index, { [end]: time })}
            />
          ))}
          <ActionIcon
            variant="subtle"
            color="gray"
            mb={2}
            disabled={disabled}
            aria-label={t('onCall.removeHours', { number: index + 1 })}
            onClick={() => onChange(ranges.filter((_, at) => at !== index))}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </div>
      ))}
      <div>
        <Button
          size="compact-xs"
          variant="default"
          disabled={disabled}
          onClick={() => onChange([...ranges, { weekdays: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' }])}
        >
          {t('onCall.addHours')}
        </Button>
      </div>
    </>
  );
}
