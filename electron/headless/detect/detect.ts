import { join, resolve } from 'node:path';
import { DEFAULT_THRESHOLD } from '../../../shared/domain/detection/open-detector';
import { err, ok, type Result } from '../../../shared/lib/result';
import type { Problem } from '../../host/problem';
import type { Program } from '../../host/program';
import type { DetectFlags } from '../commands';
import { makeFolder } from './make-folder';
import { reasonOf, scoreFile } from './score-file';
import { tablesBelow, wrongFlag } from './tables-below';

/**
 * `tocsin detect`: every CSV file below one folder, with a column `anomaly_score` added, to the same place below another. A file that cannot be read is told
 * and left out. True when all were written.
 */
export async function detect(flags: DetectFlags, program: Program): Promise<Result<boolean, Problem>> {
  const [from, to] = [resolve(flags.in), resolve(flags.out)];
  const found = await tablesBelow(from, to);
  if (!found.ok) return found;
  const made = await madeFolder(to);
  if (!made.ok) return made;
  const { paths, others } = found.value;
  program.tell(`default threshold ${DEFAULT_THRESHOLD}\n`);
  if (others > 0) program.tell(`${others} ${others === 1 ? 'entry is' : 'entries are'} not read: no *.csv, or a link\n`);
  const begunMs = program.machine.monoMs();
  let [rows, written] = [0, 0];
  for (const path of paths) {
    if (program.ending.aborted) break;
    const scored = await scoreFile(join(from, path), join(to, path), program.ending);
    if (scored.ok) {
      written += 1;
      rows += scored.value.rows;
      for (const note of scored.value.notes) program.complain(`tocsin: ${path}: ${note}\n`);
    } else {
      program.complain(`tocsin: ${path} is left out: ${scored.error}.\n`);
    }
  }
  const seconds = (program.machine.monoMs() - begunMs) / 1000;
  const ofHowMany = written === paths.length ? '' : ` of ${paths.length}`;
  program.tell(`${written}${ofHowMany} files, ${rows} rows, ${seconds.toFixed(1)} s\n`);
  return ok(written === paths.length);
}

async function madeFolder(to: string): Promise<Result<null, Problem>> {
  try {
    await makeFolder(to);
    return ok(null);
  } catch (error) {
    return err(wrongFlag(`--out: ${to} cannot be made (${reasonOf(error)}).`, 'Name a folder that can be written to.'));
  }
}
