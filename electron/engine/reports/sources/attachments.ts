import { z } from 'zod';
import type { AuditEntry } from '../../../../shared/domain/audit/audit-entry';
import { Attachment } from '../../../../shared/domain/frameworks/attachment';

const Data = z.looseObject({ attachment: Attachment });

/** Evidence as it stands: what its newest entry in the audit log says of each. */
export function attachmentsIn(entries: Iterable<AuditEntry>): readonly Attachment[] {
  const found = new Map<string, Attachment>();
  for (const { data } of entries) {
    const read = Data.safeParse(data);
    if (read.success) found.set(read.data.attachment.attachmentId, read.data.attachment);
  }
  return [...found.values()];
}
