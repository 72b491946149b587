import { Checkbox, SegmentedControl, Select, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Incident } from '../../../../shared/domain/alerting/incident';
import { Severity } from '../../../../shared/domain/notice';
import { t } from '../../../language/language';
import { type IncidentFilter, type IncidentState, incidentStates, inState } from '../../../store/incidents';
import { useOwnName } from '../../../store/use-own';
import { formatNumber } from '../../../ui/format';
import classes from './incident-list.module.css';

interface Props {
  readonly all: readonly Incident[];
  /** What passes everything but the state. */
  readonly passing: readonly Incident[];
  readonly filter: IncidentFilter;
  /** Null where every open one is among `all`. Else how many of those that pass wait for an answer, as far as that is known. */
  readonly missing: { readonly waiting: number | null } | null;
  readonly onChange: (change: Partial<IncidentFilter>) => void;
}

/** Which incidents are listed; each state says how many it has. */
export function IncidentFilters({ all, passing, filter, missing, onChange }: Props): ReactNode {
  const own = useOwnName();
  const plans = [...new Set(all.flatMap(({ planName }) => (planName === null ? [] : [planName])))].sort();
  return (
    <div className={`notOnPaper ${classes.filters}`}>
      <SegmentedControl
        size="xs"
        value={filter.state}
        onChange={(state) => onChange({ state })}
        aria-label={t('incidents.whichState')}
        data={incidentStates.map((value) => ({
          value,
          label: t(`incidents.filter:${value}`, { n: countOf(value, passing, missing) }),
        }))}
      />
      <Select
        size="xs"
        w={130}
        clearable
        placeholder={t('incidents.anySeverity')}
        aria-label={t('incidents.severity')}
        data={[...Severity.options].reverse().map((value) => ({ value, label: t(`ui.severity:${value}`) }))}
        value={filter.severity}
        onChange={(value) => onChange({ severity: Severity.options.find((one) => one === value) ?? null })}
      />
      <Select
        size="xs"
        w={160}
        clearable
        searchable
        placeholder={t('incidents.anyPlan')}
        aria-label={t('incidents.plan')}
        data={plans}
        value={filter.plan}
        onChange={(plan) => onChange({ plan })}
      />
      <Checkbox
        size="xs"
        label={t('incidents.mine')}
        disabled={own === null}
        checked={filter.of !== null}
        onChange={(event) => onChange({ of: event.currentTarget.checked ? own : null })}
      />
      <Checkbox
        size="xs"
        label={t('incidents.onlyQuiet')}
        checked={filter.quiet}
        onChange={(event) => onChange({ quiet: event.currentTarget.checked })}
      />
      <TextInput
        size="xs"
        className={classes.search}
        leftSection={<IconSearch size={14} aria-hidden="true" />}
        placeholder={t('incidents.search')}
        aria-label={t('incidents.search')}
        value={filter.text}
        onChange={(event) => onChange({ text: event.currentTarget.value })}
      />
    </div>
  );
}

/** `300+` where there may be more than are here. */
function countOf(state: IncidentState, passing: readonly Incident[], missing: Props['missing']): string {
  const here = passing.filter((one) => inState(one, state)).length;
  if (missing === null || state === 'ended') return formatNumber(here);
  return state === 'waiting' && missing.waiting !== null ? formatNumber(missing.waiting) : `${formatNumber(here)}+`;
}
