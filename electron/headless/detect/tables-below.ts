import { readdir, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { err, ok, type Result } from '../../../shared/lib/result';
import type { Problem } from '../../host/problem';
import { reasonOf } from './score-file';

export interface Tables {
  /** CSV files, in their order, relative to the folder. */
  readonly paths: readonly string[];
  /** How many entries are neither folders nor CSV files; links are not followed. */
  readonly others: number;
}

/** The CSV files below a folder, without those below `to`, where they shall be written. Both absolute. */
export async function tablesBelow(from: string, to: string): Promise<Result<Tables, Problem>> {
  if (from === to) return err(wrongFlag('--in and --out name the same folder.', 'Name another one to write to.'));
  const paths: string[] = [];
  let others = 0;
  const folders = [from];
  try {
    if (!(await stat(from)).isDirectory())
      return err(wrongFlag(`--in: ${from} is no folder.`, 'Name the folder that holds the files.'));
    for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
      for (const entry of await readdir(folder, { withFileTypes: true })) {
        const path = join(folder, entry.name);
        if (entry.isDirectory()) {
          if (path !== to) folders.push(path);
        } else if (entry.isFile() && /\.csv$/i.test(entry.name)) paths.push(relative(from, path));
        else others += 1;
      }
    }
  } catch (error) {
    return err(wrongFlag(`--in: ${from} cannot be read (${reasonOf(error)}).`, 'Check its name and its permissions.'));
  }
  if (paths.length === 0)
    return err(wrongFlag(`--in: there is no CSV file in ${from}.`, 'Name a folder with files of timestamp,value.'));
  const inputs = new Set(paths.map((path) => join(from, path)));
  const taken = paths.find((path) => inputs.has(join(to, path)));
  if (taken !== undefined)
    return err(wrongFlag(`--out: ${join(to, taken)} is one of the files to be read.`, 'Name another folder.'));
  return ok({ paths: paths.sort(), others });
}

export function wrongFlag(message: string, next: string): Problem {
  return { code: 'flag', message, next };
}
