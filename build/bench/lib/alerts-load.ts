import type { ConsoleEvent } from '../../../shared/domain/events';
import type { Instant } from '../../../shared/domain/primitives';

/** A script's word that something is wrong: alert `index`, of group `index / size`. */
export function alertEvent(index: number, groupSize: number, at: Instant, told = index): ConsoleEvent {
  const name = `alert-${String(index).padStart(6, '0')}`;
  return {
    type: 'custom.received',
    at,
    customId: `${name}/${told}`,
    contextId: null,
    executionId: null,
    source: 'bench',
    name: 'bench.alert',
    severity: 'HIGH',
    title: name,
    summary: 'Something happened that people must hear of.',
    data: { alertKey: name, labels: { group: `group-${Math.floor(index / groupSize)}`, server: `server-${index}` } },
    actor: 'bench',
  };
}

/** Alerts `from` to `to`, each of its own fingerprint. */
export function distinctAlerts(from: number, to: number, groupSize: number, at: Instant): ConsoleEvent[] {
  return Array.from({ length: to - from }, (_, index) => alertEvent(from + index, groupSize, at));
}

/** The same `size` alerts said again; `told` makes the events differ. */
export function repeatedAlerts(size: number, groupSize: number, at: Instant, told: number): ConsoleEvent[] {
  return Array.from({ length: size }, (_, index) => alertEvent(index, groupSize, at, told * size + index));
}

/** Alerts are put together by the label `group`, and told at once. */
export const GROUPED = {
  grouping: { rules: [{ id: 'group', matchers: [], by: ['group'] }], waitSeconds: { critical: 0, other: 0 } },
};
