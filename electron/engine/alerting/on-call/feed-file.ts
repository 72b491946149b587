import { join } from 'node:path';
import { z } from 'zod';
import { FeedShift } from '../../../../shared/domain/alerting/on-call/schedule';
import { Instant } from '../../../../shared/domain/primitives';
import type { Result } from '../../../../shared/lib/result';
import { type DocumentError, type OpenedDocument, openDocument } from '../../storage/document';

/** One calendar as it was read last, word for word, so that months to come can be made of it without its server. */
const Copy = z.object({ text: z.string(), etag: z.string().nullable(), lastModified: z.string().nullable() });
export type Copy = z.infer<typeof Copy>;

/** The last good copy of what a schedule is fed by. Wall clock. */
export const FeedCopy = z.object({
  /** Of the source as it was set: another address is another feed. */
  sourceKey: z.string(),
  fetchedAt: Instant,
  calendars: z.array(Copy),
  /** What another service said, in place of calendars. */
  shifts: z.array(FeedShift).nullable(),
});
export type FeedCopy = z.infer<typeof FeedCopy>;

export const FeedFile = z.object({ version: z.literal(1), feeds: z.record(z.string(), FeedCopy) });
export type FeedFile = z.infer<typeof FeedFile>;

/** `on-call-feeds.json`: what calendars said last. It may be deleted: then it is read anew. */
export function openFeedFile(dataDir: string, now: Instant): Promise<Result<OpenedDocument<FeedFile>, DocumentError>> {
  return openDocument(join(dataDir, 'on-call-feeds.json'), FeedFile, { version: 1, feeds: {} }, now);
}
