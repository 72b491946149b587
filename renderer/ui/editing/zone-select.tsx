import { Select } from '@mantine/core';
import { type ReactNode, useMemo } from 'react';
import { t } from '../../language/language';

/** A time zone by its IANA name; that of this computer and UTC first. */
export function ZoneSelect({
  value,
  disabled = false,
  error,
  onChange,
}: {
  value: string;
  disabled?: boolean;
  error?: string | undefined;
  onChange: (zone: string) => void;
}): ReactNode {
  const zones = useMemo(() => {
    const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
    return [...new Set([here, 'UTC', value, ...Intl.supportedValuesOf('timeZone')])].filter((zone) => zone !== '');
  }, [value]);
  return (
    <Select
      size="xs"
      label={t('alerting.timeZone')}
      searchable
      allowDeselect={false}
      limit={60}
      data={zones}
      value={value}
      disabled={disabled}
      error={error}
      onChange={(next) => onChange(next ?? value)}
    />
  );
}
