import { ORPCError } from '@orpc/client';
import { z } from 'zod';
import { NotificationConfiguration } from '../../../../shared/domain/notifications/configuration';
import { fieldAt } from '../../../../shared/domain/notifications/secret-fields';
import { t } from '../../../language/language';

/** What is wrong, by the field's path within one configuration: `Channels[1].Configuration.WebhookUrl`. */
export type Problems = Readonly<Record<string, string>>;

/** Problems of a draft, found before it is sent; the engine checks the same again. */
export function problemsOf(draft: unknown): Problems {
  const parsed = NotificationConfiguration.safeParse(draft);
  if (parsed.success) return {};
  return Object.fromEntries(parsed.error.issues.map(({ path, message }) => [fieldAt(path), message]));
}

const Refusal = z.object({ code: z.string(), field: z.string().optional() });

export interface Refused {
  readonly message: string;
  readonly field: string | null;
  /** Somebody else changed the settings meanwhile. */
  readonly conflict: boolean;
}

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

/** `Notifications[2].Channels[0].Type` of the whole, within its third configuration: `Channels[0].Type`; null where it is of another. */
export function fieldWithin(field: string, index: number): string | null {
  const prefix = `Notifications[${index}]`;
  if (!field.startsWith(prefix)) return null;
  return field.slice(prefix.length).replace(/^\./, '');
}
