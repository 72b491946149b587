import { z } from 'zod';
import { err, ok, type Result } from '../../../../shared/lib/result';

/** Why something AWS sent cannot be used: names what it is and what is wrong with it. */
export interface Unreadable {
  readonly subject: string;
  readonly reason: string;
}

/** Checks what `build` made against the fact's own schema, so that nothing past the edge can be of another form. */
export function checked<T extends z.ZodType>(schema: T, subject: string, candidate: unknown): Result<z.output<T>, Unreadable> {
  const parsed = schema.safeParse(candidate);
  return parsed.success ? ok(parsed.data) : err({ subject, reason: z.prettifyError(parsed.error) });
}
