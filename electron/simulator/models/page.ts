import { createHash } from 'node:crypto';
import { err, ok, type Result } from '../../../shared/lib/result';

export interface Page<T> {
  readonly items: readonly T[];
  /** Opaque; null on the last page. */
  readonly nextToken: string | null;
}

export interface PageRequest<T> {
  readonly token: string | undefined;
  readonly limit: number;
  /** What is listed, with its filters: a token of another list is refused. */
  readonly scope: string;
  /** Unique in the list. */
  readonly key: (item: T) => string;
}

/**
 * One page of a list that may change between calls. The token remembers the last item by key, so insertions before it
 * neither repeat nor skip anything. If that item is gone, the list starts over: a repeated item does less harm than a hidden one.
 */
export function pageOf<T>(all: readonly T[], ask: PageRequest<T>): Result<Page<T>, 'invalid-token'> {
  const start = ask.token === undefined ? 0 : startAfter(all, ask, ask.token);
  if (start === null) return err('invalid-token');
  const items = all.slice(start, start + ask.limit);
  const last = items.at(-1);
  const more = last !== undefined && start + items.length < all.length;
  return ok({ items, nextToken: more ? encode(ask.scope, start + items.length, ask.key(last)) : null });
}

function startAfter<T>(all: readonly T[], ask: PageRequest<T>, token: string): number | null {
  const place = decode(ask.scope, token);
  if (place === null) return null;
  const expected = all[place.index - 1];
  if (expected !== undefined && ask.key(expected) === place.key) return place.index;
  return all.findIndex((item) => ask.key(item) === place.key) + 1;
}

function encode(scope: string, index: number, key: string): string {
  const place = `${index}:${key}`;
  return Buffer.from(`${checksum(scope, place)}:${place}`).toString('base64url');
}

function decode(scope: string, token: string): { index: number; key: string } | null {
  const [sum, index, ...key] = Buffer.from(token, 'base64url').toString().split(':');
  if (sum === undefined || index === undefined || !/^\d+$/.test(index)) return null;
  const place = { index: Number(index), key: key.join(':') };
  return sum === checksum(scope, `${index}:${place.key}`) ? place : null;
}

function checksum(scope: string, place: string): string {
  return createHash('sha256').update(`${scope}\n${place}`).digest('hex').slice(0, 16);
}
