import { secretsIn } from '../../../../shared/domain/notifications/secret-fields';
import type { Actor } from '../../ports';
import { aFolder } from '../../testing/a-folder';
import { fakePorts, memorySecrets } from '../../testing/fakes';
import { openNotificationStore } from '../notification-store';

export const admin: Actor = { id: 'tok_1', role: 'admin', host: 'headless' };
export const SLACK = 'https://hooks.slack.example/services/T0/B0/very-secret-path';

/** A channel as it stands in a file. */
export const slack = (WebhookUrl: unknown = SLACK) => ({ Type: 'SLACK', Configuration: { WebhookUrl, Channel: '#dr' } });
/** A channel with another kind of secret. */
export const pager = (ServiceKey: unknown = 'R0UT1NGKEYR0UT1NGKEYR0UT1NGKEY00') => ({
  Type: 'PAGERDUTY',
  Configuration: { ServiceKey },
});
/** Settings with one configuration of these channels. */
export const one = (...Channels: object[]) => ({
  Notifications: [{ NotificationId: 'notif-123', Name: 'Drills', EventFilters: { Severities: ['HIGH'] }, Channels, Team: 'dr' }],
});

/** A store with a folder and a key store of its own, unless given. */
export async function aStore(given: { dataDir?: string; kept?: Map<string, string> } = {}) {
  const dataDir = given.dataDir ?? aFolder();
  const kept = given.kept ?? new Map<string, string>();
  const ports = fakePorts({ secrets: memorySecrets(kept) });
  const opened = await openNotificationStore(dataDir, ports);
  if (!opened.ok) throw new Error(opened.error.message);
  const { store } = opened.value;
  const put = (next: unknown, etag: string | null = null) => store.replace(next, etag, admin);
  const references = () => secretsIn(store.current()).map(({ held }) => ('reference' in held ? held.reference : 'VALUE'));
  return { dataDir, kept, store, put, references, ports, movedAside: opened.value.movedAside };
}

/** A delivery as it was decided at once, not a test, that no other configuration wanted. */
export const told = { step: 0 as const, alsoMatched: [], test: false };
