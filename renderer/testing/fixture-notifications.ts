import { NotificationSettings } from '../../shared/domain/notifications/defaults';
import type { ConsoleClient } from '../bridge/client';

const unavailable = async () => Promise.reject(new Error('This fixture does not answer that.'));
const nothing = async () => ({ items: [], nextToken: null });
const settings = { headers: { etag: '"1-fixture"' }, body: NotificationSettings.parse({}) };

/** A console that notifies nobody, and never did. */
export const fixtureNotifications: ConsoleClient['notifications'] = {
  settings: { get: async () => settings, put: unavailable },
  checks: async () => ({ channels: {}, general: [] }),
  catalogue: async () => ({ version: 1, items: [] }),
  test: unavailable,
  history: nothing,
  delivery: unavailable,
  redeliver: unavailable,
  serviceLevel: unavailable,
  carriers: async () => ({ items: [] }),
  emit: unavailable,
  templates: {
    list: nothing,
    get: unavailable,
    put: unavailable,
    remove: unavailable,
    versions: async () => ({ items: [] }),
    restore: unavailable,
    preview: unavailable,
    test: unavailable,
    variables: async () => ({ variables: [], filters: [] }),
  },
};
