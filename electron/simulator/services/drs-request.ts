import { z } from 'zod';
import { notFound } from '../models/drs';
import type { DrsRegion, SourceServer } from '../models/drs-types';
import { pageOf } from '../models/page';
import { AwsFault, type Call } from '../service';
import { operations } from './operation';

/** What all DRS calls share: ids, paging, errors in DRS's own form. */

/** The DRS region a call is about. Throws where DRS was never initialised. */
export type RegionOf = (call: Call) => DrsRegion;

export const operation = operations(
  (field, problem) =>
    new AwsFault('ValidationException', `Value at '${field}' ${problem}`, 400, {
      reason: 'fieldValidationFailed',
      fieldList: [{ name: field, message: problem }],
    }),
);

export const Paging = { maxResults: z.number().int().min(1).optional(), nextToken: z.string().max(2048).optional() };
/** AWS keeps its own ceiling on pages whatever a client asks for. */
const MAX_PAGE = 1000;
const DEFAULT_PAGE = 100;
export const ServerId = z.string().regex(/^s-[0-9a-zA-Z]{17}$/);
export const JobId = z.string().regex(/^drsjob-[0-9a-zA-Z]{17}$/);
export const DateText = z
  .string()
  .refine((text) => !Number.isNaN(Date.parse(text)), 'failed to satisfy constraint: ISO 8601 date and time')
  .transform((text) => Date.parse(text));
export const InstanceId = z.string().regex(/^i-[0-9a-fA-F]{8,17}$/);

export function serverOf(region: DrsRegion, id: string): SourceServer {
  const server = region.servers.get(id);
  if (server === undefined) throw notFound('SourceServer', id);
  return server;
}

/** A page of `all`, each item as `view` spells it. */
export function listed<T>(
  all: readonly T[],
  paging: { readonly maxResults?: number | undefined; readonly nextToken?: string | undefined },
  about: { readonly scope: string; readonly key: (item: T) => string },
  view: (item: T) => unknown,
): { readonly items: readonly unknown[]; readonly nextToken?: string } {
  const limit = Math.min(paging.maxResults ?? DEFAULT_PAGE, MAX_PAGE);
  const page = pageOf(all, { token: paging.nextToken, limit, ...about });
  if (!page.ok) throw new AwsFault('ValidationException', 'Invalid pagination token', 400, { reason: 'other' });
  const { items, nextToken } = page.value;
  return { items: items.map(view), ...(nextToken === null ? {} : { nextToken }) };
}
