import { join } from 'node:path';
import { z } from 'zod';
import { readJson } from '../reports/sources/data-place';
import { type ShelvedFramework, shelve } from './framework-shelf';
import { shippedFrameworks } from './shipped-frameworks';

/** `frameworks.json`: own frameworks as they were written, so that one with a fault is kept and hurts no other. */
export const FrameworkFile = z.object({ version: z.literal(1), frameworks: z.array(z.unknown()).max(100) });
export type FrameworkFile = z.infer<typeof FrameworkFile>;

export const noFrameworks: FrameworkFile = { version: 1, frameworks: [] };
export const FRAMEWORK_FILE = 'frameworks.json';

/** Every framework of a data directory, read without touching it; a file that is missing or damaged is none of one's own. */
export function frameworksIn(dir: string): readonly ShelvedFramework[] {
  const file = FrameworkFile.safeParse(readJson(join(dir, FRAMEWORK_FILE)));
  return shelve(Object.values(shippedFrameworks), file.success ? file.data.frameworks : []);
}
