import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { DEFAULT_THRESHOLD } from '../../../shared/domain/detection/open-detector';
import { err, ok, type Result } from '../../../shared/lib/result';
import { errnoOf, type Problem } from '../../host/problem';
import type { Program } from '../../host/program';
import type { DetectFlags } from '../commands';
import { makeFolder } from './make-folder';
import { scoreTable } from './score-table';

/**
 * `tocsin detect`: every CSV file below one folder, with a column `anomaly_score` added, to the same place below another. A file that cannot be read is told
 * and left out. True when there was none.
 */
export async function detect(flags: DetectFlags, program: Program): Promise<Result<boolean, Problem>> {
  const [from, to] = [resolve(flags.in), resolve(flags.out)];
  const found = await tablesBelow(from, to);
  if (!found.ok) return found;
  const made = await madeFolder(to);
  if (!made.ok) return made;
  program.tell(`default threshold ${DEFAULT_THRESHOLD}\n`);
  const begunMs = program.machine.monoMs();
  let [rows, failed] = [0, 0];
  for (const path of found.value) {
    if (program.ending.aborted) break;
    const scored = await scoreFile(join(from, path), join(to, path));
    if (scored.ok) {
      rows += scored.value.rows;
      for (const note of scored.value.notes) program.complain(`tocsin: ${path}: ${note}\n`);
    } else {
      failed += 1;
      program.complain(`tocsin: ${path} is left out: ${scored.error}.\n`);
    }
  }
  const seconds = (program.machine.monoMs() - begunMs) / 1000;
  program.tell(`${found.value.length - failed} files, ${rows} rows, ${seconds.toFixed(1)} s\n`);
  return ok(failed === 0);
}

/** Paths of the CSV files below a folder, in their order, without those below `to`. */
async function tablesBelow(from: string, to: string): Promise<Result<readonly string[], Problem>> {
  if (from === to) return err(wrong('--in and --out name the same folder.', 'Name another one to write to.'));
  const paths: string[] = [];
  const folders = [from];
  try {
    if (!(await stat(from)).isDirectory())
      return err(wrong(`--in: ${from} is no folder.`, 'Name the folder that holds the files.'));
    for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
      for (const entry of await readdir(folder, { withFileTypes: true })) {
        const path = join(folder, entry.name);
        if (entry.isDirectory() && path !== to) folders.push(path);
        if (entry.isFile() && /\.csv$/i.test(entry.name)) paths.push(relative(from, path));
      }
    }
  } catch (error) {
    return err(wrong(`--in: ${from} cannot be read (${reasonOf(error)}).`, 'Check its name and its permissions.'));
  }
  if (paths.length === 0)
    return err(wrong(`--in: there is no CSV file in ${from}.`, 'Name a folder with files of timestamp,value.'));
  const inputs = new Set(paths.map((path) => join(from, path)));
  const taken = paths.find((path) => inputs.has(join(to, path)));
  if (taken !== undefined) return err(wrong(`--out: ${join(to, taken)} is one of the files to be read.`, 'Name another folder.'));
  return ok(paths.sort());
}

async function madeFolder(to: string): Promise<Result<null, Problem>> {
  try {
    await makeFolder(to);
    return ok(null);
  } catch (error) {
    return err(wrong(`--out: ${to} cannot be made (${reasonOf(error)}).`, 'Name a folder that can be written to.'));
  }
}

async function scoreFile(
  from: string,
  to: string,
): Promise<Result<{ readonly rows: number; readonly notes: readonly string[] }, string>> {
  try {
    const scored = scoreTable(await readFile(from, 'latin1'));
    if (!scored.ok) return scored;
    const { text, rows, unread, undated } = scored.value;
    await makeFolder(dirname(to));
    await writeFile(to, text, 'latin1');
    const notes = [
      ...(unread > 0 ? [`${unread} of ${rows} values are no finite numbers; they score 0.`] : []),
      ...(undated > 0 ? [`${undated} of ${rows} times cannot be read; they count as those of the row before.`] : []),
    ];
    return ok({ rows, notes });
  } catch (error) {
    return err(`it cannot be read or written (${reasonOf(error)})`);
  }
}

function wrong(message: string, next: string): Problem {
  return { code: 'flag', message, next };
}

function reasonOf(error: unknown): string {
  return errnoOf(error) ?? (error instanceof Error ? error.message : String(error));
}
