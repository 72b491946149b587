import type { FileHandle } from 'node:fs/promises';
import { link, open, readFile, rename, stat, unlink } from 'node:fs/promises';
import { basename, isAbsolute, join, relative, sep } from 'node:path';
import { err, ok } from '../../../shared/lib/result';
import { type CarrierTools, type CarryResult, type CarryTrouble, type OutgoingFile, suppressedHere, trouble } from './carrier';

/**
 * Puts a file into a folder, whole or not at all: it is written aside, made durable and then named. Another file of that name stays as
 * it is; the same file is there already and counts. The folder is never made: where a share is not mounted, files must not pile up
 * behind it. The reference is the path.
 */
export async function putInFolder(
  tools: Pick<CarrierTools, 'channels' | 'dataDir'>,
  folder: string,
  file: Pick<OutgoingFile, 'name' | 'bytes'>,
): Promise<CarryResult> {
  if (!isAbsolute(folder)) return err(trouble(`${folder} is no absolute path: give the folder from its root.`));
  if (file.name === '' || file.name.startsWith('.') || basename(file.name) !== file.name || /[\\/\0]/.test(file.name))
    return err(trouble(`${file.name} is no name of a file.`));
  if (tools.channels.rehearsal && !isWithin(tools.dataDir, folder))
    return err(suppressedHere('This is a rehearsal: files are put into folders of its own data directory only.'));
  const target = join(folder, file.name);
  const aside = join(folder, `.${file.name}.tocsin-part`);
  try {
    if (!(await stat(folder)).isDirectory()) return err(trouble(`${folder} is no folder.`));
    const there = await sameAs(target, file.bytes);
    if (there !== 'none') return there === 'same' ? ok({ reference: target }) : err(taken(target));
    await writeAside(aside, file.bytes);
    try {
      return (await named(aside, target)) ? ok({ reference: target }) : err(taken(target));
    } finally {
      await unlink(aside).catch(() => undefined);
    }
  } catch (thrown) {
    await unlink(aside).catch(() => undefined);
    return err(fileTrouble(thrown, folder));
  }
}

function isWithin(parent: string, folder: string): boolean {
  const path = relative(parent, folder);
  return path === '' || (path !== '..' && !path.startsWith(`..${sep}`) && !isAbsolute(path));
}

function taken(target: string): CarryTrouble {
  return trouble(`Another file of that name lies at ${target}; it was left as it is. Move it away, or give another folder.`);
}

async function sameAs(path: string, bytes: Uint8Array): Promise<'none' | 'same' | 'other'> {
  try {
    if ((await stat(path)).size !== bytes.length) return 'other';
    return Buffer.compare(await readFile(path), bytes) === 0 ? 'same' : 'other';
  } catch (thrown) {
    if (codeOf(thrown) === 'ENOENT') return 'none';
    throw thrown;
  }
}

/** What an attempt that was cut short left behind is overwritten: its name is ours. */
async function writeAside(path: string, bytes: Uint8Array): Promise<void> {
  let handle: FileHandle | null = null;
  try {
    handle = await open(path, 'w', 0o640);
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle?.close();
  }
}

/** Gives the file its name without taking it from another. Some shares know no links: there the name is looked for first. */
async function named(aside: string, target: string): Promise<boolean> {
  try {
    await link(aside, target);
    return true;
  } catch (thrown) {
    const code = codeOf(thrown);
    if (code === 'EEXIST') return false;
    if (!/^(EPERM|ENOTSUP|EOPNOTSUPP|ENOSYS|EMLINK|EINVAL)$/.test(code)) throw thrown;
  }
  const isTaken = await stat(target).then(
    () => true,
    () => false,
  );
  if (isTaken) return false;
  await rename(aside, target);
  return true;
}

/** What the system says about a folder, with the next step. */
export function fileTrouble(thrown: unknown, folder: string): CarryTrouble {
  const code = codeOf(thrown);
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return trouble(`The disk that holds ${folder} is full. Make room; it is tried again.`, { retryable: true });
    case 'ENOENT':
    case 'ENOTDIR':
    case 'ESTALE':
    case 'EIO':
    case 'EHOSTDOWN':
    case 'ENODEV':
    case 'ETIMEDOUT':
      return trouble(`The folder ${folder} is not there. Make it, or mount the share; it is tried again.`, { retryable: true });
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return trouble(`The console may not write into ${folder}. Let its user write there; it is tried again.`, {
        retryable: true,
      });
    default:
      return trouble(`${folder} cannot be written (${code === '' ? String(thrown) : code}).`, { retryable: true });
  }
}

function codeOf(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : '';
}
