import { oc } from '@orpc/contract';
import { z } from 'zod';
import { Instant } from '../domain/primitives';
import { commonErrors } from './errors';

/** Where every method of the contract starts: it may answer with the common errors. */
export const method = oc.errors(commonErrors);

/** Query part of a list: REST gives numbers as text. */
export const ListInput = z.object({
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  nextToken: z.string().optional(),
});

/** Events as they were known at an instant of a recording: by `until` alone, that of the console's own journal. */
export const AsOf = z.object({
  until: Instant.or(z.iso.datetime({ offset: true })).optional(),
  /** A recording that was opened, `file-…`: its events in place of the journal's. */
  recording: z.string().optional(),
});

/** `{items, nextToken}`: the form of every list (rest 1). */
export function page<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextToken: z.string().nullable() });
}

/** What a command answers: it is recorded; what became of it is an event. */
export const Accepted = z.object({ commandId: z.string(), outcome: z.enum(['accepted', 'refused']), message: z.string() });
export type Accepted = z.infer<typeof Accepted>;
