import { rename } from 'node:fs/promises';
import { Low } from 'lowdb';
import { JSONFile } from 'lowdb/node';
import { z } from 'zod';
import type { Instant } from '../../../shared/domain/primitives';
import { err, ok, type Result } from '../../../shared/lib/result';
import { createTurns } from './turns';

export interface DocumentError {
  readonly code: 'not-writable';
  readonly message: string;
}

/** A small configuration file: JSON, one schema, written whole. */
export interface Document<T> {
  current(): T;
  /**
   * Replaces the whole by what `make` answers for the newest one; changes are made one after another, so none is lost. Memory follows
   * the file: when writing fails, `current` stays as it was.
   */
  change(make: (current: T) => T): Promise<Result<null, DocumentError>>;
}

export interface OpenedDocument<T> {
  readonly document: Document<T>;
  /** Where a file went that could not be understood, and why; null when all was well. */
  readonly movedAside: { readonly file: string; readonly reason: string } | null;
}

/** Opens the file at `path`, or begins with `fallback`. A file that does not fit the schema is moved aside, never overwritten. */
export async function openDocument<S extends z.ZodType>(
  path: string,
  schema: S,
  fallback: z.infer<S>,
  now: Instant,
): Promise<Result<OpenedDocument<z.infer<S>>, DocumentError>> {
  // Not lowdb's preset: that one silently keeps everything in memory when NODE_ENV is `test`.
  const low = new Low<unknown>(new JSONFile(path), null);
  const read = await readWith(low, schema);
  if (!read.ok && read.error.code === 'not-writable') return err({ code: 'not-writable', message: read.error.message });
  let current: z.infer<S> = read.ok && read.value !== null ? read.value : fallback;
  let movedAside: OpenedDocument<z.infer<S>>['movedAside'] = null;
  if (!read.ok) {
    movedAside = { file: `${path}.invalid-${now.replaceAll(':', '-')}`, reason: read.error.message };
    const moved = await moveAside(path, movedAside.file);
    if (!moved.ok) return moved;
  }
  const write = async (make: (from: z.infer<S>) => z.infer<S>): Promise<Result<null, DocumentError>> => {
    const next = make(current);
    low.data = next;
    try {
      await low.write();
    } catch (thrown) {
      return err({ code: 'not-writable', message: `${path} cannot be written: ${fileMessage(thrown)}.` });
    }
    current = next;
    return ok(null);
  };
  const inTurn = createTurns();
  return ok({
    movedAside,
    document: {
      current: () => current,
      change: (make) => inTurn(() => write(make)),
    },
  });
}

async function moveAside(path: string, aside: string): Promise<Result<null, DocumentError>> {
  try {
    await rename(path, aside);
    return ok(null);
  } catch (thrown) {
    return err({
      code: 'not-writable',
      message: `${path} cannot be understood and cannot be moved aside either: ${fileMessage(thrown)}.`,
    });
  }
}

type ReadError = { readonly code: 'invalid' | 'not-writable'; readonly message: string };

async function readWith<S extends z.ZodType>(low: Low<unknown>, schema: S): Promise<Result<z.infer<S> | null, ReadError>> {
  try {
    await low.read();
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return err({ code: 'invalid', message: thrown.message });
    return err({ code: 'not-writable', message: fileMessage(thrown) });
  }
  if (low.data === null) return ok(null);
  const parsed = schema.safeParse(low.data);
  return parsed.success ? ok(parsed.data) : err({ code: 'invalid', message: z.prettifyError(parsed.error) });
}

function fileMessage(thrown: unknown): string {
  if (thrown instanceof Error && 'code' in thrown) return thrown.message;
  throw thrown;
}
