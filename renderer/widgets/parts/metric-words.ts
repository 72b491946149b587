import { metricList } from '../../../shared/domain/capacity/metric-list';
import type { ContextId } from '../../../shared/domain/primitives';
import { english } from '../../language/catalogues';
import { type TextKey, t } from '../../language/language';

type MetricTexts = Extract<keyof typeof english.widgets, `metric${Capitalize<string>}`>;

function isMetricText(key: string): key is MetricTexts {
  return key in english.widgets;
}

/** What people call a metric; its own name where it is newer than this console. */
export function metricWords(name: string): string {
  const key = `metric${name}`;
  if (!isMetricText(key)) return name;
  const text: TextKey = `widgets.${key}`;
  return t(text);
}

const ofConsole = new Set(metricList.filter((one) => one.of === 'console').map(({ name }) => name));

/** Where to ask for a metric: what the console measures of itself belongs to no context of AWS. */
export function contextOf(metric: string, contextId: ContextId | null): ContextId | null {
  return ofConsole.has(metric) ? null : contextId;
}
