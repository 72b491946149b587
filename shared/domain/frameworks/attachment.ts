import { z } from 'zod';
import { Instant } from '../primitives';

/** Evidence that a person added to a control: a file (kept by its hash) or a statement. */
export const Attachment = z.object({
  attachmentId: z.string(),
  frameworkId: z.string(),
  controlId: z.string(),
  /** Which of the things that must be added it is, in the control's words (`elsewhere[].what`); null is beside them. */
  answers: z.string().max(500).nullable().default(null),
  /** What it shows, in the person's words. */
  statement: z.string().min(1).max(4_000),
  file: z.object({ name: z.string(), bytes: z.number().int(), sha256: z.string() }).nullable(),
  addedBy: z.string(),
  addedAt: Instant,
  /** After this it proves nothing any more; null is without end. */
  validUntil: Instant.nullable(),
  withdrawnAt: Instant.nullable(),
});
export type Attachment = z.infer<typeof Attachment>;

/** Whether it stands for something at this moment: it was there, nobody has withdrawn it, and it has not run out. */
export function isValidAt({ addedAt, validUntil, withdrawnAt }: Attachment, at: Instant): boolean {
  return addedAt <= at && (validUntil === null || validUntil > at) && (withdrawnAt === null || withdrawnAt > at);
}
