import type { Fleet } from '../../../../shared/domain/detection/fleet/fleet';
import type { FleetSeries, Fleets } from './fleets';
import type { EndedNow, FoundFleetNow, FoundSeriesNow, FromThread } from './messages';

/** A series with its number. */
export interface NumberedSeries extends FleetSeries {
  readonly index: number;
}

/** What a turn came to, told so that it need not be told again each minute. */
export interface Moments {
  /** `ended`: why series of this turn are calm again. */
  tell(
    atMs: number,
    series: ReadonlyMap<string, NumberedSeries>,
    ended: ReadonlyMap<number, EndedNow['because']>,
  ): Extract<FromThread, { kind: 'moment' }>;
  /** It is watched no more, and whoever said so tells of it. */
  forget(index: number): void;
}

/** What goes on unchanged is told again in the next stretch of so long; on the clock, so that a restart does not change when. */
const AGAIN_MS = 5 * 60_000;
/** Singles told of one moment: a storm is a fleet, or nobody can read it. */
const MOST_SINGLES = 500;

export function createMoments(fleets: Fleets): Moments {
  const told = new Map<number, number>();
  const toldFleets = new Map<string, number>();

  function foundOf(series: NumberedSeries, atMs: number): FoundSeriesNow[] {
    const { index, watch } = series;
    const off = watch.off();
    if (off === null) return [];
    const { aspect, score, usual, sinceMs, foundMs } = off;
    return [{ index, aspect, score, value: watch.value(), usual, sinceMs, foundMs, atMs, points: watch.points() }];
  }

  function fleetNow(metric: string, fleet: Fleet, atMs: number, series: ReadonlyMap<string, NumberedSeries>): FoundFleetNow {
    const strangest = series.get(fleet.members[0]?.key ?? '');
    const [worst = null] = strangest === undefined ? [] : foundOf(strangest, atMs);
    return { metric, fleet, worst };
  }

  return {
    forget: (index) => void told.delete(index),
    tell(atMs, series, endedWatches) {
      const now = fleets.turn(atMs, series.values());
      const ended: EndedNow[] = [];
      const singles: NumberedSeries[] = [];
      for (const key of now.single) {
        const one = series.get(key);
        if (one !== undefined && singles.length < MOST_SINGLES) singles.push(one);
      }
      const open = new Set(singles.map(({ index }) => index));
      for (const index of told.keys()) {
        if (open.has(index)) continue;
        told.delete(index);
        ended.push({ of: index, because: endedWatches.get(index) ?? 'joined', atMs });
      }
      const openFleets = new Set(now.open.map(({ metric, fleet }) => fleetKey(metric, fleet.fleetId)));
      for (const key of toldFleets.keys()) {
        if (openFleets.has(key)) continue;
        toldFleets.delete(key);
        ended.push({ of: key, because: 'fleet-over', atMs });
      }
      return {
        kind: 'moment',
        atMs,
        found: singles.filter(({ index }) => isDue(told, index, atMs)).flatMap((one) => foundOf(one, atMs)),
        fleets: now.open
          .filter(({ metric, fleet }) => isDue(toldFleets, fleetKey(metric, fleet.fleetId), atMs))
          .map(({ metric, fleet }) => fleetNow(metric, fleet, atMs, series)),
        ended,
        open: { series: [...open], fleets: [...openFleets] },
      };
    },
  };
}

/** As both sides name a fleet of a metric. */
export function fleetKey(metric: string, fleetId: string): string {
  return `${metric} ${fleetId}`;
}

function isDue<K>(told: Map<K, number>, key: K, atMs: number): boolean {
  const stretch = Math.floor(atMs / AGAIN_MS);
  if (told.get(key) === stretch) return false;
  told.set(key, stretch);
  return true;
}
