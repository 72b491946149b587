import { ORPCError } from '@orpc/client';
import { z } from 'zod';
import { fieldAt } from '../../shared/domain/notifications/secret-fields';
import { t } from '../language/language';

/** What is wrong, by the field's path within what is edited: `Channels[1].Configuration.WebhookUrl`; `''` where no field is named. */
export type Problems = Readonly<Record<string, string>>;

/** What is wrong by a model, found before it is sent; the engine checks the same again. */
export function problemsBy(schema: z.ZodType, value: unknown): Problems {
  const parsed = schema.safeParse(value);
  if (parsed.success) return {};
  return Object.fromEntries(parsed.error.issues.map(({ path, message }) => [fieldAt(path), message]));
}

export interface Refused {
  readonly message: string;
  readonly field: string | null;
  /** Somebody else changed it meanwhile. */
  readonly conflict: boolean;
}

const Refusal = z.object({ code: z.string(), field: z.string().optional() });

/** What the engine answered, with the field it names. */
export function refusalOf(error: unknown): Refused {
  const message = error instanceof Error ? error.message : t('notificationSettings.theConsoleGaveNoReason');
  const data = error instanceof ORPCError ? Refusal.safeParse(error.data) : null;
  return {
    message,
    field: data?.success === true ? (data.data.field ?? null) : null,
    conflict: error instanceof ORPCError && error.code === 'CONFLICT',
  };
}
