import { kindOf } from '../../../../shared/domain/detection/finding';
import { emptyFleetBook, type Fleet, type FleetBook, type Watched } from '../../../../shared/domain/detection/fleet/fleet';
import { joinFleet } from '../../../../shared/domain/detection/fleet/join-fleet';
import { watchedBy } from '../../../../shared/domain/detection/watched';
import type { Labels } from '../../../../shared/domain/metrics/labels';
import type { SeriesWatch } from './series-watch';

/** A series as a fleet sees it. */
export interface FleetSeries {
  readonly key: string;
  readonly metric: string;
  readonly shares: Labels;
  readonly watch: SeriesWatch;
}

/** Fewer series than this are told one by one. */
const FEWEST = 4;

/** Which series went off together, metric by metric. */
export interface Fleets {
  /** What series share has changed, or series came or went. */
  stale(): void;
  turn(
    atMs: number,
    series: Iterable<FleetSeries>,
  ): {
    readonly open: readonly { readonly metric: string; readonly fleet: Fleet }[];
    readonly ended: readonly { readonly metric: string; readonly fleet: Fleet }[];
    /** Keys of series that are off by themselves. */
    readonly single: ReadonlySet<string>;
  };
  books(): Readonly<Record<string, FleetBook>>;
}

export function createFleets(held: Readonly<Record<string, FleetBook>>): Fleets {
  const books = new Map(Object.entries(held));
  let byMetric: ReadonlyMap<string, readonly Watched[]> | null = null;

  return {
    stale() {
      byMetric = null;
    },
    turn(atMs, series) {
      const all = [...series];
      byMetric ??= watchedOf(all);
      const off = new Map<string, { key: string; score: number; sinceMs: number }[]>();
      for (const { key, metric, watch } of all) {
        const now = watch.off();
        if (now === null) continue;
        const some = off.get(metric) ?? [];
        some.push({ key, score: now.score, sinceMs: now.sinceMs });
        off.set(metric, some);
      }
      const turn: FleetsTurn = { open: [], ended: [], single: new Set() };
      for (const [metric, watched] of byMetric) {
        const deviating = off.get(metric) ?? [];
        if (watched.length < FEWEST) {
          for (const { key } of deviating) turn.single.add(key);
          continue;
        }
        const { open, ended, single, book } = joinFleet({ atMs, watched, deviating }, books.get(metric) ?? emptyFleetBook);
        books.set(metric, book);
        turn.open.push(...open.map((fleet) => ({ metric, fleet })));
        turn.ended.push(...ended.map((fleet) => ({ metric, fleet })));
        for (const key of single) turn.single.add(key);
      }
      return turn;
    },
    books: () => Object.fromEntries(books),
  };
}

interface FleetsTurn {
  readonly open: { metric: string; fleet: Fleet }[];
  readonly ended: { metric: string; fleet: Fleet }[];
  readonly single: Set<string>;
}

function watchedOf(all: readonly FleetSeries[]): ReadonlyMap<string, readonly Watched[]> {
  const found = new Map<string, Watched[]>();
  for (const { key, metric, shares } of all) {
    const family = watchedBy(metric)?.family;
    if (family === undefined) continue;
    const some = found.get(metric) ?? [];
    some.push({ key, kind: kindOf({ family, aspect: 'level' }), labels: shares });
    found.set(metric, some);
  }
  return found;
}
