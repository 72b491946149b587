import { Group, Select, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { t } from '../../language/language';

const named = [
  'LAST_MONTH',
  'LAST_QUARTER',
  'LAST_YEAR',
  'LAST_30_DAYS',
  'LAST_90_DAYS',
  'LAST_12_MONTHS',
  'THIS_MONTH',
  'THIS_QUARTER',
  'THIS_YEAR',
  'ALL',
] as const;
const GIVEN = 'GIVEN';

/** A named period, or two dates (`2026-01-01..2026-03-31`, the last day included). */
export function PeriodPicker({ period, onPick }: { period: string; onPick: (period: string) => void }): ReactNode {
  const isNamed = named.some((one) => one === period);
  const [isGiven, setIsGiven] = useState(!isNamed);
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const give = (nextFrom: string, nextTo: string): void => {
    setFrom(nextFrom);
    setTo(nextTo);
    if (nextFrom !== '' && nextTo !== '' && nextFrom <= nextTo) onPick(`${nextFrom}..${nextTo}`);
  };
  return (
    <Group gap="xs" wrap="nowrap">
      <Select
        size="xs"
        w={180}
        aria-label={t('compliance.period')}
        allowDeselect={false}
        data={[
          ...named.map((value) => ({ value, label: t(`compliance.period:${value}`) })),
          { value: GIVEN, label: t('compliance.period:GIVEN') },
        ]}
        value={isGiven ? GIVEN : period}
        onChange={(value) => {
          setIsGiven(value === GIVEN);
          if (value !== null && value !== GIVEN) onPick(value);
        }}
      />
      {isGiven ? (
        <>
          <TextInput
            size="xs"
            type="date"
            aria-label={t('compliance.from')}
            value={from}
            max={to === '' ? undefined : to}
            onChange={(event) => give(event.currentTarget.value, to)}
          />
          <TextInput
            size="xs"
            type="date"
            aria-label={t('compliance.to')}
            value={to}
            min={from === '' ? undefined : from}
            error={from !== '' && to !== '' && from > to ? t('compliance.toBeforeFrom') : null}
            onChange={(event) => give(from, event.currentTarget.value)}
          />
        </>
      ) : null}
    </Group>
  );
}
