import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';

/** Where the journal of a data directory lies. */
export interface DataPlace {
  /** The directory itself, or the rehearsal within it. */
  readonly dir: string;
  /** File name within `dir`. */
  readonly journal: string;
  readonly rehearsal: boolean;
}

const USUAL_JOURNAL = 'journal.sqlite';
/** Beside a rehearsal's journal: whose trace it is, and its name where that is not the usual one. */
const TRACE_FILE = 'trace.json';
const Trace = z.looseObject({
  journal: z
    .string()
    .regex(/^journal(-[^./\\]*)?\.sqlite$/)
    .optional(),
});

/** The journal in `dataDir`, or that of the rehearsal within it; null where there is none. */
export function dataPlaceOf(dataDir: string): DataPlace | null {
  return placeIn(dataDir) ?? placeIn(join(dataDir, 'rehearsal'));
}

function placeIn(dir: string): DataPlace | null {
  const trace = traceIn(dir);
  const journal = trace?.journal ?? USUAL_JOURNAL;
  return existsSync(join(dir, journal)) ? { dir, journal, rehearsal: trace !== null } : null;
}

function traceIn(dir: string): z.infer<typeof Trace> | null {
  const file = join(dir, TRACE_FILE);
  return existsSync(file) ? (Trace.safeParse(readJson(file)).data ?? {}) : null;
}

/** The name under which SQLite opens a file without ever writing it, not even its own bookkeeping at the end. */
export function readOnly(file: string): string {
  return `${pathToFileURL(file).href}?mode=ro`;
}

/** A JSON file's value; null where it is missing or damaged. */
export function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (thrown) {
    if (thrown instanceof SyntaxError || (thrown instanceof Error && 'code' in thrown)) return null;
    throw thrown;
  }
}
