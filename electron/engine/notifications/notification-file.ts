import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { NotificationSettings } from '../../../shared/domain/notifications/defaults';
import type { Instant } from '../../../shared/domain/primitives';
import { ok, type Result } from '../../../shared/lib/result';
import { type DocumentError, openDocument } from '../storage/document';

const File = z.object({
  version: z.literal(1),
  /** Counts replacements, so that putting back what was there before is still a change. */
  counter: z.number().int().default(0),
  settings: NotificationSettings,
});

/** `notifications.json`: who hears what, references in place of secrets. */
export interface NotificationFile {
  /** One object as long as nothing changes. */
  current(): NotificationSettings;
  /** Strong validator, the same after a restart. */
  etag(): string;
  write(settings: NotificationSettings): Promise<Result<null, DocumentError>>;
}

export interface OpenedNotificationFile {
  readonly file: NotificationFile;
  readonly movedAside: { readonly file: string; readonly reason: string } | null;
}

export async function openNotificationFile(
  dataDir: string,
  now: Instant,
): Promise<Result<OpenedNotificationFile, DocumentError>> {
  const first = File.parse({ version: 1, settings: {} });
  const opened = await openDocument(join(dataDir, 'notifications.json'), File, first, now);
  if (!opened.ok) return opened;
  const { document, movedAside } = opened.value;
  return ok({
    movedAside,
    file: {
      current: () => document.current().settings,
      etag() {
        const { counter, settings } = document.current();
        return `"${counter}-${createHash('sha256').update(JSON.stringify(settings)).digest('hex').slice(0, 16)}"`;
      },
      write: (settings) => document.change(({ counter }) => ({ version: 1, counter: counter + 1, settings })),
    },
  });
}

/** Whether somebody who read `etags` (an `If-Match` header) read what holds now. Without the header, anybody may write. */
export function stillHolds(etags: string | null, current: string): boolean {
  if (etags === null || etags.trim() === '*') return true;
  return etags.split(',').some((etag) => etag.trim().replace(/^W\//, '') === current);
}
