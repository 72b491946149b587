import {
  closeSync,
  fstatSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { err, ok, type Result } from '../../../../shared/lib/result';
import type { EvidenceFile } from './evidence';
import { tarEnd, tarHeader, tarPadding } from './tar';

export interface WriteProblem {
  readonly code: 'in-the-way' | 'not-writable' | 'disk-full';
  readonly message: string;
}

const KNOWN = ['checkpoint', 'vkeys.txt', 'checkpoints', 'hashes.bin', 'disclosed.jsonl', 'log.jsonl', 'proofs.json'];

/**
 * Writes an evidence bundle to `target`: a folder, or one uncompressed ustar archive where the name ends in `.tar`. Written aside under
 * `id` and put in its place whole; a former bundle there is replaced, anything else is not touched. `modifiedAt` is in seconds.
 */
export function writeEvidence(
  target: string,
  files: readonly EvidenceFile[],
  id: string,
  modifiedAt: number,
): Result<null, WriteProblem> {
  const aside = `${target}.part-${id}`;
  try {
    const former = formerAt(target);
    if (former === 'other') return err({ code: 'in-the-way', message: `${target} is there already, and is no evidence bundle.` });
    mkdirSync(aside, { recursive: false, mode: 0o700 });
    for (const file of files) writeFile(join(aside, ...file.path.split('/')), file.chunks());
    const made = target.endsWith('.tar') ? archive(aside, files, modifiedAt) : aside;
    const old = `${target}.old-${id}`;
    if (former === 'bundle') renameSync(target, old);
    renameSync(made, target);
    rmSync(old, { recursive: true, force: true });
    return ok(null);
  } catch (thrown) {
    const problem = problemOf(thrown, target);
    if (problem === null) throw thrown;
    return err(problem);
  } finally {
    rmSync(aside, { recursive: true, force: true });
    rmSync(`${aside}.tar`, { force: true });
  }
}

/** What lies at the target: nothing, a bundle that this program may have written, or something else. */
function formerAt(target: string): 'nothing' | 'bundle' | 'other' {
  const found = lstatSync(target, { throwIfNoEntry: false });
  if (found === undefined) return 'nothing';
  if (target.endsWith('.tar')) return found.isFile() && beginsAsBundle(target) ? 'bundle' : 'other';
  if (!found.isDirectory()) return 'other';
  const names = readdirSync(target);
  const isBundle = names.every((name) => KNOWN.includes(name)) && (names.length === 0 || names.includes('checkpoint'));
  return isBundle ? 'bundle' : 'other';
}

/** A former archive begins with the header of its checkpoint. */
function beginsAsBundle(file: string): boolean {
  const descriptor = openSync(file, 'r');
  try {
    const head = Buffer.alloc(512);
    readSync(descriptor, head, 0, 512, 0);
    return head.subarray(0, 11).equals(Buffer.from('checkpoint\0')) && head.subarray(257, 262).toString('latin1') === 'ustar';
  } finally {
    closeSync(descriptor);
  }
}

function writeFile(path: string, chunks: Iterable<Uint8Array>): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const descriptor = openSync(path, 'wx', 0o600);
  try {
    for (const chunk of chunks) writeAll(descriptor, chunk);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function archive(folder: string, files: readonly EvidenceFile[], modifiedAt: number): string {
  const path = `${folder}.tar`;
  const out = openSync(path, 'wx', 0o600);
  try {
    for (const file of files) {
      const from = openSync(join(folder, ...file.path.split('/')), 'r');
      try {
        const { size } = fstatSync(from);
        writeAll(out, tarHeader(file.path, size, modifiedAt));
        copy(from, out);
        writeAll(out, tarPadding(size));
      } finally {
        closeSync(from);
      }
    }
    writeAll(out, tarEnd());
    fsyncSync(out);
  } finally {
    closeSync(out);
  }
  return path;
}

const COPY_BYTES = 1024 * 1024;

function copy(from: number, to: number): void {
  const buffer = Buffer.alloc(COPY_BYTES);
  for (let read = readSync(from, buffer); read > 0; read = readSync(from, buffer)) writeAll(to, buffer.subarray(0, read));
}

function writeAll(descriptor: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
}

function problemOf(thrown: unknown, target: string): WriteProblem | null {
  if (!(thrown instanceof Error) || !('code' in thrown) || typeof thrown.code !== 'string') return null;
  const isFull = thrown.code === 'ENOSPC' || thrown.code === 'EDQUOT';
  return {
    code: isFull ? 'disk-full' : 'not-writable',
    message: isFull ? `The disk that holds ${target} is full.` : `${target} cannot be written (${thrown.code}).`,
  };
}
