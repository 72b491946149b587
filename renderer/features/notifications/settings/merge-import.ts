import { z } from 'zod';
import { err, ok, type Result } from '../../../../shared/lib/result';
import { t } from '../../../language/language';
import type { Draft } from './draft';

const One = z.looseObject({ NotificationId: z.string().min(1) });
const Whole = z.looseObject({ Notifications: z.array(z.unknown()) });

export interface Import {
  /** To be laid over the settings as a whole. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly count: number;
}

/** Puts imported configurations among those that are there: the same id takes the former's place, new ones go to the end. */
export function mergeImport(stored: readonly Draft[], text: string): Result<Import, string> {
  const parsed = jsonOf(text);
  if (!parsed.ok) return parsed;
  const whole = Whole.safeParse(parsed.value);
  const list = whole.success ? whole.data.Notifications : Array.isArray(parsed.value) ? parsed.value : [parsed.value];
  const ids = list.map((one) => One.safeParse(one));
  const nameless = ids.findIndex((one) => !one.success);
  if (list.length === 0) return err(t('notificationSettings.thereIsNoConfigurationInIt'));
  if (nameless !== -1) return err(t('notificationSettings.notificationsNamelessNotificationIdEveryConf', { nameless }));
  const imported = ids.flatMap((one) => (one.success ? [one.data] : []));
  const fresh = imported.filter(({ NotificationId }) => !stored.some((one) => one.NotificationId === NotificationId));
  const kept = stored.map((one) => imported.find(({ NotificationId }) => NotificationId === one.NotificationId) ?? one);
  return ok({
    settings: { ...(whole.success ? whole.data : {}), Notifications: [...kept, ...fresh] },
    count: list.length,
  });
}

function jsonOf(text: string): Result<unknown, string> {
  try {
    return ok(JSON.parse(text));
  } catch (thrown) {
    return err(
      t('notificationSettings.thisIsNotJSONValueNothing', { value: thrown instanceof Error ? thrown.message : String(thrown) }),
    );
  }
}
