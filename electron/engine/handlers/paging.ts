import { z } from 'zod';
import { invalid } from './problems';

/** The part of a list that was asked for, and what to ask for the rest. */
export interface Page<T> {
  readonly items: T[];
  readonly nextToken: string | null;
}

interface Asked {
  readonly limit: number;
  readonly nextToken?: string | undefined;
}

const Marker = z.object({ after: z.string() });
const SeqMarker = z.object({ before: z.number().int() });

/**
 * One page of `all`, ordered by `keyOf` (unique; `descending` for newest first). The token names the last key given, so pages neither
 * repeat nor skip anything that stays, whatever comes and goes meanwhile.
 */
export function pageOf<T>(
  all: readonly T[],
  asked: Asked,
  keyOf: (item: T) => string,
  order: 'ascending' | 'descending',
): Page<T> {
  const after = asked.nextToken === undefined ? null : readToken(asked.nextToken, Marker).after;
  const sign = order === 'ascending' ? 1 : -1;
  const compare = (one: string, other: string) => (one < other ? -sign : one > other ? sign : 0);
  const keyed = all
    .map((item) => ({ key: keyOf(item), item }))
    .filter(({ key }) => after === null || compare(after, key) < 0)
    .sort((one, other) => compare(one.key, other.key));
  const items = keyed.slice(0, asked.limit);
  const last = items.at(-1);
  return {
    items: items.map(({ item }) => item),
    nextToken: keyed.length > items.length && last !== undefined ? tokenOf({ after: last.key }) : null,
  };
}

/** One page of something numbered, newest first. `read` answers at most `limit` of those before `before`. */
export function pageBefore<T extends { readonly seq: number }>(
  asked: Asked,
  read: (before: number | null, limit: number) => T[],
): Page<T> {
  // One more than asked for tells whether there is a next page.
  return cutAt(asked.limit, read(beforeOf(asked), asked.limit + 1));
}

/** As {@link pageBefore}, where reading takes its time. */
export async function seqPage<T extends { readonly seq: number }>(
  asked: Asked,
  read: (before: number | null, limit: number) => Promise<T[]>,
): Promise<Page<T>> {
  return cutAt(asked.limit, await read(beforeOf(asked), asked.limit + 1));
}

function beforeOf({ nextToken }: Asked): number | null {
  return nextToken === undefined ? null : readToken(nextToken, SeqMarker).before;
}

function cutAt<T extends { readonly seq: number }>(limit: number, found: T[]): Page<T> {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, nextToken: found.length > items.length && last !== undefined ? tokenOf({ before: last.seq }) : null };
}

/** One page of what is kept in the order of `keyOf`. `read` answers at most `limit` of those that come after the key. */
export function pageAfter<T>(
  asked: Asked,
  keyOf: (item: T) => string,
  read: (after: string | null, limit: number) => T[],
): Page<T> {
  // One more than asked for tells whether there is a next page.
  const found = read(asked.nextToken === undefined ? null : readToken(asked.nextToken, Marker).after, asked.limit + 1);
  const items = found.slice(0, asked.limit);
  const last = items.at(-1);
  return { items, nextToken: found.length > items.length && last !== undefined ? tokenOf({ after: keyOf(last) }) : null };
}

function tokenOf(marker: object): string {
  return Buffer.from(JSON.stringify(marker), 'utf8').toString('base64url');
}

function readToken<S extends z.ZodType>(token: string, schema: S): z.infer<S> {
  const parsed = schema.safeParse(jsonOf(Buffer.from(token, 'base64url').toString('utf8')));
  if (!parsed.success)
    throw invalid('list.invalid', 'nextToken', 'this is not a token of this list; ask for the first page again');
  return parsed.data;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // reported by the schema, as a token that is none
  }
}
