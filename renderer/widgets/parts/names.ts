import type { MetricSeries } from '../../../shared/contract/telemetry';
import { Phase, type View } from '../../../shared/domain/view';
import { ofPhase } from '../../ui/tone';

/** What the series of one answer are called: by the labels in which they differ, servers by their names. */
export function nameOf(series: MetricSeries, all: readonly MetricSeries[], servers: View['servers']): string {
  const names = Object.keys(series.labels).filter((name) => all.some((one) => one.labels[name] !== series.labels[name]));
  const told = names.length > 0 ? names : Object.keys(series.labels).filter((name) => name !== 'account' && name !== 'region');
  const words = told.map((name) => {
    const value = series.labels[name] ?? '';
    const phase = name === 'phase' ? Phase.safeParse(value) : null;
    if (phase?.success === true) return ofPhase(phase.data).word;
    return name === 'server' ? (servers[value]?.name ?? value) : name === 'planId' && told.includes('plan') ? '' : value;
  });
  return words.filter((word) => word !== '').join(' · ') || series.name;
}
