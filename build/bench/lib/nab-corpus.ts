import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';

/** What one file is worth to the scorer. */
export interface ScoredFile {
  readonly rel: string;
  readonly times: readonly string[];
  readonly windows: readonly (readonly [string, string])[];
  readonly scores: Float64Array;
}

export interface ProfileScore {
  readonly nab: number;
  readonly raw: number;
  readonly threshold: number;
  readonly windowsCaught: number;
  readonly falseAlarmRuns: number;
  readonly falseAlarmRunsPer1000Rows: number;
}

export interface SetScore {
  readonly windows: number;
  readonly rows: number;
  readonly profiles: Readonly<Record<string, ProfileScore>>;
}

/** The functions of the scorer that are needed here. */
export interface Scorer {
  readonly PROFILES: Readonly<Record<string, { readonly tp: number; readonly fn: number; readonly fp: number }>>;
  scoreSet(files: readonly ScoredFile[], fixed?: Readonly<Record<string, number>>): SetScore;
  normalise(raw: number, windows: number, cost: { readonly tp: number; readonly fn: number; readonly fp: number }): number;
  normTime(text: string): string;
}

export interface Corpus {
  /** Folder that holds the files. */
  readonly folder: string;
  /** File to its windows, first and last time. */
  readonly windows: Readonly<Record<string, readonly (readonly [string, string])[]>>;
}

const Windows = z.record(z.string(), z.array(z.tuple([z.string(), z.string()])));

/** Where a folder keeps windows and files: as here, below it, or as a checkout of the benchmark does. */
const layouts = [
  ['windows.json', '.'],
  ['data/nab/windows.json', 'data/nab'],
  ['labels/combined_windows.json', 'data'],
] as const;

/** The files and their windows; null where there are none. */
export function openCorpus(folder: string): Corpus | null {
  for (const [windows, files] of layouts) {
    const path = join(folder, windows);
    if (existsSync(path))
      return { folder: resolve(folder, files), windows: Windows.parse(JSON.parse(readFileSync(path, 'utf8'))) };
  }
  return null;
}

/** The scorer's functions; null where the file is absent or is none. */
export async function loadScorer(file: string): Promise<Scorer | null> {
  if (!existsSync(file)) return null;
  const loaded: unknown = await import(/* @vite-ignore */ pathToFileURL(resolve(file)).href);
  return isScorer(loaded) ? loaded : null;
}

function isScorer(loaded: unknown): loaded is Scorer {
  if (typeof loaded !== 'object' || loaded === null) return false;
  const parts = new Map(Object.entries(loaded));
  return (
    typeof parts.get('PROFILES') === 'object' &&
    ['scoreSet', 'normalise', 'normTime'].every((name) => typeof parts.get(name) === 'function')
  );
}
