import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { SiemForm } from '../../../../shared/domain/audit/siem/record';
import { err, ok, type Result } from '../../../../shared/lib/result';
import type { Wall } from '../../ports';
import type { AuditHead, RunningAudit } from '../audit-api';
import { toBase64 } from '../core/base64';
import { inclusionProof } from '../core/proofs';
import { siemFiles, siemHead } from './export-lines';
import type { SearchFilter } from './filter';
import type { AuditSearch } from './open-search';
import { openTar } from './tar-writer';

export interface ExportWish {
  readonly filter: SearchFilter;
  readonly form: SiemForm;
  /** An archive with the records, an inclusion proof for each, the checkpoint and the keys. */
  readonly proofs: boolean;
}

export interface Exported {
  readonly path: string;
  readonly name: string;
  readonly type: string;
  readonly entries: number;
  /** Entries of the log that were looked at. */
  readonly size: number;
}

export interface ExportError {
  readonly code: 'not-signed' | 'too-many' | 'not-searchable' | 'not-writable';
  readonly message: string;
}

interface ExportTools {
  readonly search: Pick<AuditSearch, 'ask'>;
  readonly audit: Pick<RunningAudit, 'head' | 'vkeys' | 'tables'>;
  readonly version: string;
  readonly dataDir: string;
  readonly wall: Pick<Wall, 'now' | 'nowMs'>;
}

/** Records asked for at a time: little memory, and others have their turn. */
const A_SLICE = 1_000;
/** More with proofs make an archive nobody can handle: the whole log as a bundle is smaller by far. */
export const MOST_WITH_PROOFS = 20_000;
const FOLDER = 'audit-exports';
/** Whoever fetches a file has begun by then. */
const KEPT_MS = 600_000;

/** Writes what fits into a file of its own, in order, slice by slice. It is kept for some minutes. */
export async function exportToFile(tools: ExportTools, wish: ExportWish): Promise<Result<Exported, ExportError>> {
  const head = tools.audit.head();
  if (wish.proofs && head === null)
    return err({ code: 'not-signed', message: 'Nothing is signed yet, so nothing can be proven; ask again in a few seconds.' });
  const folder = join(tools.dataDir, FOLDER);
  const { extension, type } = siemFiles[wish.form];
  const name = `audit-${tools.wall.now().replaceAll(/[:.]/g, '-')}.${wish.proofs ? 'tar' : extension}`;
  const path = join(folder, name);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    removeExports(tools.dataDir, tools.wall.nowMs() - KEPT_MS);
    const written = wish.proofs && head !== null ? await archive(tools, wish, head, path) : await plain(tools, wish, path);
    if (!written.ok) rmSync(path, { force: true });
    return written.ok ? ok({ path, name, type: wish.proofs ? 'application/x-tar' : type, ...written.value }) : err(written.error);
  } catch (thrown) {
    if (!isSystemError(thrown)) throw thrown;
    rmSync(path, { force: true });
    return err({ code: 'not-writable', message: `The export cannot be written: ${thrown.message}.` });
  }
}

/** Removes exports that were written before `beforeMs`, milliseconds since 1970. */
export function removeExports(dataDir: string, beforeMs: number): void {
  const folder = join(dataDir, FOLDER);
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    try {
      if (statSync(path).mtimeMs < beforeMs) rmSync(path, { force: true });
    } catch (thrown) {
      // Somebody still reads it; the next time it goes.
      if (!isSystemError(thrown)) throw thrown;
    }
  }
}

type Written = Result<{ readonly entries: number; readonly size: number }, ExportError>;

async function plain(tools: ExportTools, wish: ExportWish, path: string): Promise<Written> {
  const size = tools.audit.tables.size();
  const file = await open(path, 'w', 0o600);
  try {
    await file.writeFile(siemHead(wish.form));
    let entries = 0;
    for await (const slice of slicesOf(tools, wish, size)) {
      if (!slice.ok) return slice;
      await file.writeFile(slice.value.text);
      entries += slice.value.seqs.length;
    }
    return ok({ entries, size });
  } finally {
    await file.close();
  }
}

async function archive(tools: ExportTools, wish: ExportWish, head: AuditHead, path: string): Promise<Written> {
  const { tables, vkeys } = tools.audit;
  const tar = await openTar(path, tools.wall.nowMs());
  try {
    const seqs: number[] = [];
    tar.begin(`records.${siemFiles[wish.form].extension}`);
    await tar.write(siemHead(wish.form));
    for await (const slice of slicesOf(tools, wish, head.size)) {
      if (!slice.ok) return slice;
      await tar.write(slice.value.text);
      seqs.push(...slice.value.seqs);
      if (seqs.length > MOST_WITH_PROOFS) return err(tooMany());
    }
    await tar.end();
    tar.begin('proofs.json');
    for (const [place, seq] of seqs.entries()) {
      const proof = proofOf(seq, head.size, tables);
      if (!proof.ok) return proof;
      await tar.write(`${place === 0 ? '[' : ',\n'}${proof.value}`);
    }
    await tar.write(seqs.length === 0 ? '[]\n' : ']\n');
    await tar.end();
    for (const [name, text] of [
      ['checkpoint', head.note],
      [
        'vkeys.txt',
        vkeys()
          .map((key) => `${key}\n`)
          .join(''),
      ],
    ] as const) {
      tar.begin(name);
      await tar.write(text);
      await tar.end();
    }
    return ok({ entries: seqs.length, size: head.size });
  } finally {
    await tar.close();
  }
}

/** One proof under the checkpoint that lies beside it. */
function proofOf(seq: number, size: number, tables: RunningAudit['tables']): Result<string, ExportError> {
  const path = inclusionProof(seq, size, tables.tree.nodeAt);
  const [entry] = tables.entries(seq, 1);
  if (!path.ok || entry === undefined || entry.seq !== seq)
    return err({ code: 'not-searchable', message: `Entry ${seq} cannot be proven now; verify the log.` });
  const leaf = entry.bytes.length > 0 ? { leaf: toBase64(entry.bytes) } : { leafHash: toBase64(entry.leafHash) };
  return ok(JSON.stringify({ type: 'inclusion', index: seq, size, ...leaf, path: path.value.map(toBase64) }));
}

interface Slice {
  readonly text: string;
  readonly seqs: readonly number[];
}

async function* slicesOf(
  { search, audit, version }: ExportTools,
  { filter, form }: ExportWish,
  end: number,
): AsyncGenerator<Result<Slice, ExportError>, void, void> {
  const origin = audit.head()?.origin ?? '';
  for (let after = -1; ; ) {
    const lines = await search.ask({ kind: 'lines', filter, after, end, limit: A_SLICE, form, origin, version });
    if (!lines.ok) {
      yield err({ code: 'not-searchable', message: `The audit log cannot be searched now: ${lines.error}.` });
      return;
    }
    // What is not indexed yet must not be missing from evidence without a word.
    if (lines.value.behind > 0) {
      yield err({
        code: 'not-searchable',
        message: `${lines.value.behind} entries are not in the search index yet; ask again in a few seconds.`,
      });
      return;
    }
    const last = lines.value.seqs.at(-1);
    if (last === undefined) return;
    yield ok(lines.value);
    after = last;
  }
}

function tooMany(): ExportError {
  return {
    code: 'too-many',
    message: `With proofs at most ${MOST_WITH_PROOFS} entries can be exported; narrow the search, or export the whole log with tocsin audit export.`,
  };
}

function isSystemError(thrown: unknown): thrown is Error {
  return thrown instanceof Error && 'code' in thrown;
}
