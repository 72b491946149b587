import { findingOfFleet } from '../../../shared/domain/detection/fleet/finding-of-fleet';
import { watchedBy } from '../../../shared/domain/detection/watched';
import { instantOf } from '../../../shared/domain/primitives';
import type { FoundNow } from './findings-api';
import { foundSeries } from './found-series';
import type { SeriesBook } from './series-book';
import type { FoundFleetNow } from './worker/messages';

const plurals: Readonly<Record<string, string>> = {
  server: 'servers',
  service: 'services',
  carrier: 'channels',
  plan: 'plans',
  pattern: 'error lines',
  function: 'functions',
  stateMachine: 'state machines',
  queue: 'queues',
};

/** What a fleet that is off looks like to people; null where its metric is not watched. */
export function foundOfFleet({ metric, fleet, worst }: FoundFleetNow, atMs: number, book: SeriesBook): FoundNow | null {
  const watched = watchedBy(metric);
  if (watched === null) return null;
  const draft = findingOfFleet(fleet, {
    at: instantOf(atMs),
    family: watched.family,
    aspect: worst?.aspect ?? 'level',
    severity: watched.severity,
    what: watched.what,
    plural: plurals[watched.by.at(-1) ?? ''] ?? 'series',
    next: watched.next,
    seriesOf(key) {
      const series = book.byKey(key);
      return series === null ? null : foundSeries(series);
    },
  });
  const contextId = draft.contextId === 'console' ? null : draft.contextId;
  return { ...draft, contextId, score: Math.min(1, draft.score), subject: fleetSubject(metric, fleet.fleetId) };
}

/** Two metrics of one family may tell of the same servers: each has fleets of its own. */
export function fleetSubject(metric: string, fleetId: string): string {
  return `fleet:${metric}:${fleetId}`;
}
