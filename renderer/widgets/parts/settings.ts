import { z } from 'zod';
import { labelsOf } from '../../../shared/domain/metrics/labels';
import type { TextKey } from '../../language/language';
import type { Field } from '../widget';

/** Settings that several widgets have, with how the customiser asks for them. Every one has a default. */

export const planSetting = z.string().max(300).default('');
export const planField: Field = { name: 'plan', kind: 'plan', label: 'widgets.fieldPlan', help: 'widgets.fieldPlanHelp' };

export const typeSetting = (usual: 'all' | 'drill' | 'recovery') => z.enum(['all', 'drill', 'recovery']).default(usual);
export const typeField: Field = {
  name: 'type',
  kind: 'choice',
  label: 'widgets.fieldType',
  options: [
    { value: 'all', label: 'widgets.typeAll' },
    { value: 'drill', label: 'widgets.typeDrill' },
    { value: 'recovery', label: 'widgets.typeRecovery' },
  ],
};

export const metricSetting = (usual: string) => z.string().min(1).max(120).default(usual);
export const metricField: Field = { name: 'metric', kind: 'metric', label: 'widgets.fieldMetric' };

/** `plan=Payroll DR,phase=LAUNCH`; empty takes every series. */
export const labelsSetting = z
  .string()
  .max(1_000)
  .refine((text) => labelsOf(text).ok, 'write labels as name=value, separated by commas')
  .default('');
export const labelsField: Field = {
  name: 'labels',
  kind: 'labels',
  label: 'widgets.fieldLabels',
  help: 'widgets.fieldLabelsHelp',
};

/** The labels of a setting that was checked. */
export function labelsIn(text: string): Readonly<Record<string, string>> {
  const read = labelsOf(text);
  return read.ok ? read.value : {};
}

export const aggregations = ['usual', 'avg', 'min', 'max', 'sum', 'count', 'last', 'p50', 'p90', 'p99'] as const;
export const aggregationSetting = z.enum(aggregations).default('usual');
export const aggregationWords: Readonly<Record<(typeof aggregations)[number], TextKey>> = {
  usual: 'widgets.aggUsual',
  avg: 'widgets.aggAvg',
  min: 'widgets.aggMin',
  max: 'widgets.aggMax',
  sum: 'widgets.aggSum',
  count: 'widgets.aggCount',
  last: 'widgets.aggLast',
  p50: 'widgets.aggP50',
  p90: 'widgets.aggP90',
  p99: 'widgets.aggP99',
};
export const aggregationField: Field = {
  name: 'aggregation',
  kind: 'choice',
  label: 'widgets.fieldAggregation',
  help: 'widgets.fieldAggregationHelp',
  options: aggregations.map((value) => ({ value, label: aggregationWords[value] })),
};

/** For `useMetric`: nothing where the metric's own suits. */
export function aggregationIn(setting: (typeof aggregations)[number]) {
  return setting === 'usual' ? {} : { aggregation: setting };
}

/** Names of labels, separated by commas; empty puts all series together. */
export const bySetting = (usual: string) => z.string().max(200).default(usual);
export const byField: Field = { name: 'by', kind: 'text', label: 'widgets.fieldBy', help: 'widgets.fieldByHelp' };
export function byIn(text: string): readonly string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

export const levelSetting = z.number().nullable().default(null);
export const warnField: Field = { name: 'warnAt', kind: 'number', label: 'widgets.fieldWarn', help: 'widgets.fieldLevelHelp' };
export const badField: Field = { name: 'badAt', kind: 'number', label: 'widgets.fieldBad', help: 'widgets.fieldLevelHelp' };
export const betterSetting = z.enum(['lower', 'higher']).default('lower');
export const betterField: Field = {
  name: 'better',
  kind: 'choice',
  label: 'widgets.fieldBetter',
  options: [
    { value: 'lower', label: 'widgets.betterLower' },
    { value: 'higher', label: 'widgets.betterHigher' },
  ],
};

export const mostSetting = (usual: number) => z.number().int().min(1).max(100).default(usual);
export const mostField: Field = { name: 'most', kind: 'number', label: 'widgets.fieldMost', min: 1, max: 100 };

export const hasSwitch = (usual: boolean) => z.boolean().default(usual);
