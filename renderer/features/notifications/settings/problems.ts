import { NotificationConfiguration } from '../../../../shared/domain/notifications/configuration';
import { fieldAt } from '../../../../shared/domain/notifications/secret-fields';
import type { Problems } from '../../../store/refusal';

/** Problems of a draft, found before it is sent; the engine checks the same again. */
export function problemsOf(draft: unknown): Problems {
  const parsed = NotificationConfiguration.safeParse(draft);
  if (parsed.success) return {};
  return Object.fromEntries(parsed.error.issues.map(({ path, message }) => [fieldAt(path), message]));
}

/** `Notifications[2].Channels[0].Type` of the whole, within its third configuration: `Channels[0].Type`; null where it is of another. */
export function fieldWithin(field: string, index: number): string | null {
  const prefix = `Notifications[${index}]`;
  if (!field.startsWith(prefix)) return null;
  return field.slice(prefix.length).replace(/^\./, '');
}
