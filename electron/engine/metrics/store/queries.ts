import type { CellValue, Point } from '../../../../shared/domain/metrics/cell';
import { type Floors, type Steps, stepsFor } from '../../../../shared/domain/metrics/cover';
import type { Labels } from '../../../../shared/domain/metrics/labels';
import { ContextId } from '../../../../shared/domain/primitives';
import { createTogether, type LastsBecome, type Together } from './put-together';
import type { Reader } from './reader';
import type { KnownSeries, SeriesBook, SeriesName } from './series-book';

export interface Series extends SeriesName {
  readonly points: readonly Point[];
}

export interface Wanted {
  readonly name: string;
  readonly contextId: ContextId | null;
  /** Labels a series must have; it may have more. */
  readonly labels: Labels;
  readonly fromMs: number;
  readonly toMs: number;
}

export interface SteppedWanted extends Wanted {
  readonly stepMs: number;
  readonly aggregation: CellValue;
  /** Labels in which series must agree to be put together, `context` among them; null keeps every series apart. */
  readonly by: readonly string[] | null;
  readonly lastsBecome: LastsBecome;
}

/** One value for each step that has any, at the step's beginning; of series that were put together. */
export interface Stepped extends Series {
  /** May be longer than was asked for, where nothing finer is kept any more. */
  readonly stepMs: number;
}

export interface Queries {
  /** Series that match, each with its points as they were measured; those without any are left out. */
  raw(wanted: Wanted): Promise<Series[]>;
  run(wanted: SteppedWanted): Promise<Stepped[]>;
}

interface QueryParts {
  readonly book: SeriesBook;
  readonly reader: Reader;
  readonly floors: () => Floors;
  /** The newest points of a series, oldest first. */
  readonly newest: (series: number, wanted: Wanted) => readonly Point[];
  /** Called before a series is read. */
  readonly ready: (series: number) => void;
  /** Lets others have their turn; answers false when the store was closed meanwhile. */
  readonly pause: () => Promise<boolean>;
  readonly monoMs: () => number;
}

/** A query goes on for about so long at a time. */
const TURN_MS = 8;
/** Series that are looked up at once: a few milliseconds. */
const AT_ONCE = 200;
/** The context of what was put together from several. */
const SEVERAL = ContextId.parse('*');

export function createQueries({ book, reader, floors, newest, ready, pause, monoMs }: QueryParts): Queries {
  /** Calls `each` with every series that matches, and lets others have their turn in between; false when the store was closed meanwhile. */
  async function eachMatching(
    wanted: Wanted,
    rests: () => Promise<boolean>,
    each: (known: KnownSeries) => void,
  ): Promise<boolean> {
    const labels = Object.entries(wanted.labels);
    let after: KnownSeries | null = null;
    for (;;) {
      const some: readonly KnownSeries[] = book.named(wanted.name, wanted.contextId, after, AT_ONCE);
      for (const known of some) {
        if (labels.every(([label, value]) => known.labels[label] === value)) each(known);
        if (!(await rests())) return false;
      }
      after = some.at(-1) ?? null;
      if (some.length < AT_ONCE) return true;
    }
  }

  /** Lets others have their turn when this one has lasted long enough; answers false when there is nothing left to go on with. */
  function createRests(): () => Promise<boolean> {
    let endMs = monoMs() + TURN_MS;
    return async () => {
      if (monoMs() < endMs) return true;
      const isOpen = await pause();
      endMs = monoMs() + TURN_MS;
      return isOpen;
    };
  }

  return {
    async raw(wanted) {
      const found: Series[] = [];
      const isWhole = await eachMatching(wanted, createRests(), ({ id, contextId, name, labels }) => {
        const points = newest(id, wanted);
        if (points.length > 0) found.push({ contextId, name, labels, points });
      });
      return isWhole ? found : [];
    },
    async run(wanted) {
      const { aggregation, lastsBecome, by } = wanted;
      const steps = stepsFor(wanted, wanted.stepMs, floors());
      const groups = new Map<string, { series: SeriesName; readonly together: Together }>();
      const found: Stepped[] = [];
      const rests = createRests();
      const isWhole = await eachMatching(wanted, rests, (known) => {
        ready(known.id);
        const cells = reader.cells(known.id, steps, aggregation);
        if (by === null) {
          const alone = createTogether(aggregation, lastsBecome);
          alone.add(cells);
          found.push(...steppedOf(known, alone, steps));
          return;
        }
        const { key, labels } = groupOf(known, by);
        const held = groups.get(key);
        const group = held ?? { series: { ...known, labels }, together: createTogether(aggregation, lastsBecome) };
        if (group.series.contextId !== known.contextId) group.series = { ...group.series, contextId: SEVERAL };
        groups.set(key, group);
        group.together.add(cells);
      });
      if (!isWhole) return [];
      for (const { series, together } of groups.values()) {
        found.push(...steppedOf(series, together, steps));
        if (!(await rests())) return [];
      }
      return found;
    },
  };
}

function groupOf({ contextId, labels }: KnownSeries, by: readonly string[]): { key: string; labels: Labels } {
  const kept = Object.fromEntries(
    by.flatMap((label) => {
      const value = labels[label];
      return value === undefined ? [] : [[label, value] as const];
    }),
  );
  return { key: JSON.stringify([by.includes('context') ? contextId : '', kept]), labels: kept };
}

function steppedOf({ contextId, name, labels }: SeriesName, together: Together, { fromMs, stepMs }: Steps): Stepped[] {
  const points = together.values().map(([step, value]) => ({ atMs: fromMs + step * stepMs, value }));
  return points.length === 0 ? [] : [{ contextId, name, labels, points, stepMs }];
}
