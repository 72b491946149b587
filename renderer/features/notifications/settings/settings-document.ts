import { NotificationConfiguration } from '../../../../shared/domain/notifications/configuration';
import { NotificationDefaults } from '../../../../shared/domain/notifications/defaults';
import { t } from '../../../language/language';
import { draftsPlace } from '../../../store/drafts';
import type { Items } from '../../../store/items';
import { problemsBy } from '../../../store/refusal';
import type { DocumentWay } from '../../../store/use-document';
import { type Draft, freshId } from './draft';

/** The settings as they are written: not checked yet, fields we do not know included. */
export interface SettingsDraft {
  readonly Notifications: readonly Draft[];
  readonly Defaults: NotificationDefaults;
  readonly [other: string]: unknown;
}

/** Who hears what, and what holds for all of it: one document. */
export const settingsDocument: DocumentWay<SettingsDraft> = {
  read: async (client) => {
    const { headers, body } = await client.notifications.settings.get({});
    return { etag: headers.etag, value: body };
  },
  write: async (client, etag, value) => {
    const { headers, body } = await client.notifications.settings.put({ headers: { 'if-match': etag }, body: value });
    return { etag: headers.etag, value: body };
  },
};

export const configurationItems: Items<SettingsDraft, Draft> = {
  list: ({ Notifications }) => Notifications,
  withList: (settings, Notifications) => ({ ...settings, Notifications }),
  idOf: ({ NotificationId }) => NotificationId,
  named: (draft, taken) => (taken.includes(draft.NotificationId) ? { ...draft, NotificationId: freshId(taken) } : draft),
  nameOf: ({ Name }) => Name,
  deleted: ({ Name }) =>
    Name === '' ? t('notificationSettings.theConfigurationWasDeleted') : t('notificationSettings.nameWasDeleted', { name: Name }),
  problemsOf: (draft) => problemsBy(NotificationConfiguration, draft),
  fieldOf: (index) => `Notifications[${index}]`,
};

/** In the address, in place of a configuration's id. */
export const DEFAULTS = 'defaults';

/** One item: configurations have an editor of their own. */
export const defaultsItems: Items<SettingsDraft, NotificationDefaults> = {
  list: ({ Defaults }) => [Defaults],
  withList: (settings, [Defaults = settings.Defaults]) => ({ ...settings, Defaults }),
  idOf: () => DEFAULTS,
  named: (defaults) => defaults,
  nameOf: () => '',
  saved: () => t('notificationSettings.theDefaultsWereSaved'),
  problemsOf: (defaults) => problemsBy(NotificationDefaults, defaults),
  fieldOf: () => 'Defaults',
};

export const configurationDrafts = draftsPlace<Draft>();
export const defaultsDrafts = draftsPlace<NotificationDefaults>();
