import { SegmentedControl, Select, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { type Finding, FindingFamily, FindingMethod } from '../../../../shared/domain/detection/finding';
import { t } from '../../../language/language';
import { familyWords, methodWords } from '../../../ui/findings/finding-words';
import classes from './list.module.css';

const states = ['all', 'open', 'ended'] as const;
type State = (typeof states)[number];

/** Null takes every one. */
export interface Chosen {
  readonly state: State;
  readonly family: FindingFamily | null;
  readonly method: FindingMethod | null;
  readonly server: string | null;
  readonly plan: string | null;
  readonly text: string;
}

export const nothingChosen: Chosen = { state: 'all', family: null, method: null, server: null, plan: null, text: '' };

export function isChosen(one: Finding, { state, family, method, server, plan }: Chosen): boolean {
  return (
    isOf(one, state) &&
    (family === null || one.family === family) &&
    (method === null || one.method === method) &&
    (server === null || serversOf(one).includes(server)) &&
    (plan === null || one.planName === plan)
  );
}

interface FiltersProps {
  readonly all: readonly Finding[];
  readonly chosen: Chosen;
  readonly onChoose: (chosen: Chosen) => void;
  readonly serverName: (serverId: string) => string;
}

/** Which findings are shown. Only what occurs among them is offered. */
export function Filters({ all, chosen, onChoose, serverName }: FiltersProps): ReactNode {
  const families = FindingFamily.options.filter((family) => all.some((one) => one.family === family));
  const methods = FindingMethod.options.filter((method) => all.some((one) => one.method === method));
  const servers = [...new Set(all.flatMap(serversOf))].map((value) => ({ value, label: serverName(value) })).sort(byLabel);
  const plans = [...new Set(all.flatMap(({ planName }) => (planName === null ? [] : [planName])))].sort();
  return (
    <div className={`notOnPaper ${classes.tools}`}>
      <SegmentedControl
        size="xs"
        value={chosen.state}
        onChange={(value) => onChoose({ ...chosen, state: states.find((one) => one === value) ?? 'all' })}
        aria-label={t('findings.whichState')}
        data={states.map((value) => ({
          value,
          label: t(`findings.show:${value}`, { n: all.filter((one) => isOf(one, value)).length }),
        }))}
      />
      <Choice
        label={t('findings.allFamilies')}
        data={families.map((value) => ({ value, label: familyWords(value) }))}
        value={chosen.family}
        onChange={(value) => onChoose({ ...chosen, family: families.find((one) => one === value) ?? null })}
      />
      <Choice
        label={t('findings.allMethods')}
        data={methods.map((value) => ({ value, label: methodWords(value) }))}
        value={chosen.method}
        onChange={(value) => onChoose({ ...chosen, method: methods.find((one) => one === value) ?? null })}
      />
      <Choice
        label={t('findings.allServers')}
        data={servers}
        value={chosen.server}
        onChange={(server) => onChoose({ ...chosen, server })}
      />
      <Choice
        label={t('findings.allPlans')}
        data={plans.map((value) => ({ value, label: value }))}
        value={chosen.plan}
        onChange={(plan) => onChoose({ ...chosen, plan })}
      />
      <TextInput
        size="xs"
        className={classes.search}
        leftSection={<IconSearch size={14} aria-hidden="true" />}
        placeholder={t('findings.search')}
        aria-label={t('findings.search')}
        value={chosen.text}
        onChange={(event) => onChoose({ ...chosen, text: event.currentTarget.value })}
      />
    </div>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly data: { value: string; label: string }[];
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
}

/** Left out where there is nothing to choose. */
function Choice({ label, data, value, onChange }: ChoiceProps): ReactNode {
  if (data.length < 2 && value === null) return null;
  return (
    <Select
      size="xs"
      w={150}
      placeholder={label}
      aria-label={label}
      clearable
      clearButtonProps={{ 'aria-label': t('findings.showAll', { which: label }) }}
      searchable
      data={data}
      value={value}
      onChange={onChange}
    />
  );
}

function isOf(one: Finding, state: State): boolean {
  switch (state) {
    case 'all':
      return true;
    case 'open':
      return one.endedAt === null;
    case 'ended':
      return one.endedAt !== null;
  }
}

/** The server it is about, or those of its series. */
function serversOf(one: Finding): string[] {
  const ofMembers = one.members.flatMap(({ series }) => series.labels.server ?? []);
  return one.sourceServerId === null ? ofMembers : [one.sourceServerId, ...ofMembers];
}

function byLabel(a: { label: string }, b: { label: string }): number {
  return a.label.localeCompare(b.label, 'en', { numeric: true });
}
