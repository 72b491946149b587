import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { z } from 'zod';
import { aspects } from '../../../../shared/domain/detection/detector';
import type { FleetBook } from '../../../../shared/domain/detection/fleet/fleet';
import type { SeriesState } from './series-watch';

/** Series in one file: a piece is written in some milliseconds. */
export const SEGMENT = 64;
const FORM = 1;

/** What detectors know, in files of some series each; a file is there as a whole or as it was. Throws nothing: trouble is told. */
export interface Segments {
  /** Everything that was saved under the same birth; what cannot be read is left aside and learned anew. */
  load(): { readonly states: readonly SeriesState[]; readonly fleets: Readonly<Record<string, FleetBook>> };
  save(segment: number, states: readonly SeriesState[]): void;
  saveFleets(books: Readonly<Record<string, FleetBook>>): void;
}

const number = z.number();
const Ms = z.number().nullable();
const Band = z.object({ low: number, high: number });
const Bytes = z.instanceof(Uint8Array);

const Off = z.object({
  aspect: z.enum(aspects),
  sinceMs: number,
  foundMs: number,
  usual: Band.nullable(),
  score: number,
  calm: number,
});
const Saved = z.object({
  index: z.number().int().nonnegative(),
  key: z.string(),
  metric: z.string(),
  contextId: z.string(),
  labels: z.record(z.string(), z.string()),
  throughMs: number,
  intake: z.object({ heldAtMs: Ms, held: Ms, newestMs: Ms, observedMs: Ms }),
  detector: z.object({ version: number, bytes: Bytes }),
  course: z.object({
    off: Off.nullable(),
    outside: z.object({ band: Band, atMs: number, ago: number }).nullable(),
    suspect: z.object({ off: Off, values: number, outside: number }).nullable(),
  }),
  rhythm: z.object({ lastMs: Ms, intervals: number, longestMs: number }),
  evidence: z.object({ newest: z.instanceof(Float64Array), opening: z.instanceof(Float64Array) }),
  scores: z.object({ step: number, cells: z.instanceof(Float32Array) }),
  isLearning: z.boolean(),
  value: number,
});

const Deviating = z.object({ key: z.string(), score: number, sinceMs: number });
const Named = z.object({ label: z.string(), value: z.string() });
const SavedFleet = z.object({
  fleetId: z.string(),
  kind: z.string(),
  shared: Named.extend({ members: number, watched: number, alike: z.array(Named) }).nullable(),
  startedMs: number,
  sinceMs: number,
  members: z.array(Deviating),
  everMembers: z.array(z.string()),
  watched: number,
  expectedByChance: number,
  quietSinceMs: Ms,
});
const SavedBooks = z.record(z.string(), z.object({ open: z.array(SavedFleet), rates: z.record(z.string(), number) }));

const Whole = z.object({ form: z.literal(FORM), birth: z.string().nullable(), body: z.unknown() });

/** `birth` tells one trace of a rehearsal from another; null where what is known counts for good. */
export function openSegments(folder: string, birth: string | null, onTrouble: (message: string) => void): Segments {
  const guarded = <T>(what: () => T, otherwise: T): T => {
    try {
      return what();
    } catch (thrown) {
      onTrouble(thrown instanceof Error ? thrown.message : String(thrown));
      return otherwise;
    }
  };

  function read<S extends z.ZodType>(file: string, schema: S): z.infer<S> | null {
    if (!existsSync(join(folder, file))) return null;
    return guarded(() => {
      const whole = Whole.safeParse(deserialize(readFileSync(join(folder, file))));
      if (!whole.success || whole.data.birth !== birth) return null;
      return schema.safeParse(whole.data.body).data ?? null;
    }, null);
  }

  function write(file: string, body: unknown): void {
    guarded(() => {
      // It may have been cleared away meanwhile.
      if (!existsSync(folder)) mkdirSync(folder);
      const path = join(folder, file);
      writeFileSync(`${path}.new`, serialize({ form: FORM, birth, body }), { mode: 0o600 });
      renameSync(`${path}.new`, path);
    }, undefined);
  }

  guarded(() => mkdirSync(folder, { recursive: true }), undefined);
  return {
    load() {
      const files = guarded(() => readdirSync(folder), []).filter((file) => /^series-\d+\.bin$/.test(file));
      const [keys, indexes] = [new Set<string>(), new Set<number>()];
      const fresh = files
        .sort()
        .flatMap((file) => read(file, z.array(Saved)) ?? [])
        .filter(({ key, index }) => !keys.has(key) && !indexes.has(index) && keys.add(key) && indexes.add(index));
      return { states: fresh, fleets: read('fleets.bin', SavedBooks) ?? {} };
    },
    save: (segment, states) => write(fileOf(segment), states),
    saveFleets: (books) => write('fleets.bin', books),
  };
}

function fileOf(segment: number): string {
  return `series-${String(segment).padStart(4, '0')}.bin`;
}
