import { z } from 'zod';
import type { Attachment } from '../../../../shared/domain/frameworks/attachment';
import type { Database } from '../../journal/database';
import { readEvent } from '../../journal/replay';

const Row = z.object({ payload: z.string() });

/** Evidence as it stands: what the newest event says of each. From the journal, so that it outlives the text of entries in the log. */
export function attachmentsIn(database: Database): readonly Attachment[] {
  const rows = database
    .query("SELECT e.payload FROM subjects s JOIN events e ON e.seq = s.seq WHERE s.subject = 'evidence:all' ORDER BY s.seq", Row)
    .all();
  const found = new Map<string, Attachment>();
  for (const { payload } of rows) {
    const read = readEvent(payload);
    if (read.ok && read.value.type === 'evidence.changed') found.set(read.value.attachment.attachmentId, read.value.attachment);
  }
  return [...found.values()];
}
