import { z } from 'zod';
import { type Page, pageOf } from '../models/page';
import { AwsFault } from '../service';
import { operations } from './operation';

/** Wording of SNS: `Invalid parameter: Subject`. */
export function invalidParameter(what: string): AwsFault {
  return new AwsFault('InvalidParameter', `Invalid parameter: ${what}`);
}

export function notFound(message: string): AwsFault {
  return new AwsFault('NotFound', message, 404);
}

export const operation = operations((field, problem) => invalidParameter(`${field} Reason: ${problem}`));

/** A map as the query protocol sends it. */
export const Entries = z
  .array(z.object({ key: z.string(), value: z.string() }))
  .default([])
  .transform((entries) => Object.fromEntries(entries.map(({ key, value }) => [key, value])));

const PAGE = 100;

/** SNS lists come a hundred at a time. */
export function snsPage<T>(all: readonly T[], token: string | undefined, scope: string, key: (item: T) => string): Page<T> {
  const page = pageOf(all, { token, limit: PAGE, scope: `sns ${scope}`, key });
  if (!page.ok) throw invalidParameter('NextToken');
  return page.value;
}
