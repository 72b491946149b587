import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aFolder } from '../testing/a-folder';
import { fakePorts, memorySecrets } from '../testing/fakes';
import { runChecks } from './checks/run-checks';
import { type OpenNotificationStore, openNotificationStore } from './notification-store';
import { admin, aStore, one, pager, SLACK, slack, told } from './testing/a-store';

/** What the checks look at, where only the key store matters. */
const looking = ({ value }: OpenNotificationStore) => ({
  awsFor: () => null,
  ports: fakePorts(),
  notifier: { by: 'in-app' as const, why: 'no service answers' },
  value,
  templateFault: () => null,
});

describe('secrets', () => {
  test('move to the key store, and stand nowhere else', async () => {
    const { dataDir, kept, put, references } = await aStore();
    const replaced = await put(one(slack(), pager()));
    expect(replaced.ok).toBe(true);
    expect([...kept.values()]).toEqual([SLACK, 'R0UT1NGKEYR0UT1NGKEYR0UT1NGKEY00']);
    expect(references()).toEqual([...kept.keys()]);
    expect(JSON.stringify(replaced)).not.toMatch(/very-secret|R0UT1NG/);
    for (const file of readdirSync(dataDir)) expect(readFileSync(join(dataDir, file), 'utf8')).not.toMatch(/very-secret|R0UT1NG/);
  });

  test('keep their references when the same file is imported again, in whatever order', async () => {
    const { put, references, store } = await aStore();
    await put(one(slack(), pager()));
    const [first, second] = references();
    const etag = store.etag();
    expect(await put(one(slack(), pager()))).toMatchObject({ ok: true, value: { event: null } });
    expect(store.etag()).toBe(etag);
    await put(one(pager(), slack()));
    expect(references()).toEqual([second, first]);
  });

  test('keep their value when the reference is written back', async () => {
    const { put, store, kept } = await aStore();
    await put(one(slack()));
    const read = structuredClone(store.current());
    expect((await put({ ...read, Notifications: [{ ...read.Notifications[0], Name: 'Other' }] })).ok).toBe(true);
    expect([...kept.values()]).toEqual([SLACK]);
  });

  test('leave the key store when nothing refers to them any more, and not before', async () => {
    const { put, kept } = await aStore();
    await put(one(slack(), pager()));
    expect(await put(one(slack(), { Type: 'PAGERDUTY', Configuration: {} }))).toMatchObject({ ok: false });
    expect(kept.size).toBe(2);
    await put(one(slack()));
    expect([...kept.values()]).toEqual([SLACK]);
    await put({ Notifications: [] });
    expect(kept.size).toBe(0);
  });

  test.each(['first-token', 'notify/first-token', 'notify/Left/behind', 'notify/a/b/c'])(
    'a reference to %s, which is none that a file of settings can have brought, is refused',
    async (name) => {
      const { put, store } = await aStore({
        kept: new Map([
          ['first-token', 'admin'],
          ['notify/Left/behind', 'a-password'],
        ]),
      });
      expect(await put(one(slack({ SecretRef: name })))).toMatchObject({
        ok: false,
        error: { code: 'invalid', field: 'Notifications[0].Channels[0].Configuration.WebhookUrl' },
      });
      expect(store.current().Notifications).toEqual([]);
    },
  );

  test('of another computer are references without values, until their values are given here', async () => {
    const there = await aStore();
    await there.put(one(slack(), pager()));
    const here = await aStore();
    const [webhook = ''] = there.references();
    const delivery = { ...told, notificationId: 'notif-123', channelIndex: 0, channel: 'SLACK' as const };
    const send = (destination: string) => here.store.reveal({ ...delivery, carrier: 'slack-webhook', destination });

    expect(await here.put(structuredClone(there.store.current()))).toMatchObject({ ok: true });
    expect(here.store.current()).toEqual(there.store.current());
    expect(here.kept.size).toBe(0);
    expect(await send(webhook)).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('in the settings again') },
    });

    const { channels } = await runChecks(here.store.current(), looking(here.store));
    expect(Object.values(channels).map((checks) => checks.map(({ id, state }) => `${state} ${id}`))).toEqual([
      ['bad secret.WebhookUrl'],
      ['bad secret.ServiceKey'],
    ]);

    expect((await here.put(one(slack(), pager({ SecretRef: there.references()[1] })))).ok).toBe(true);
    expect([...here.kept.values()]).toEqual([SLACK]);
    expect(await send(here.references()[0] ?? '')).toMatchObject({ ok: true, value: { configuration: { WebhookUrl: SLACK } } });
  });

  test('a reference that is not known while the key store does not answer refuses the whole', async () => {
    const { put, ports, store } = await aStore();
    Object.assign(ports.secrets, { get: () => Promise.reject(new Error('locked')) });
    expect(await put(one(slack({ SecretRef: 'notify/hooks.slack.example/none' })))).toMatchObject({
      ok: false,
      error: { code: 'not-writable' },
    });
    expect(store.current().Notifications).toEqual([]);
  });

  test('one cannot be sent in the place of another', async () => {
    const { put, references } = await aStore();
    await put(one(pager()));
    const stolen = {
      Type: 'WEBHOOK',
      Configuration: { WebhookUrl: 'https://a.example', Headers: { 'X-K': { SecretRef: references()[0] } } },
    };
    expect(await put(one(pager({ SecretRef: references()[0] }), stolen))).toMatchObject({
      error: { field: 'Notifications[0].Channels[1].Configuration.Headers.X-K' },
    });
  });

  test('that were typed into the file move out of it at the next start', async () => {
    const dataDir = aFolder();
    const file = join(dataDir, 'notifications.json');
    writeFileSync(file, JSON.stringify({ version: 1, settings: one(slack()) }));
    const { kept, references } = await aStore({ dataDir });
    expect(references()).toEqual([...kept.keys()]);
    expect(readFileSync(file, 'utf8')).not.toContain('very-secret');
  });

  test('that were typed into the file are shown to nobody, also while no key store takes them', async () => {
    const dataDir = aFolder();
    writeFileSync(join(dataDir, 'notifications.json'), JSON.stringify({ version: 1, settings: one(slack()) }));
    const ports = fakePorts();
    Object.assign(ports.secrets, { set: () => Promise.reject(new Error('locked')) });
    const opened = await openNotificationStore(dataDir, ports);
    if (!opened.ok) throw new Error(opened.error.message);
    const { store } = opened.value;
    expect(JSON.stringify(store.current())).not.toContain('very-secret');
    Object.assign(ports.secrets, memorySecrets());
    const replaced = await store.replace(one(slack()), null, admin);
    expect(replaced.ok).toBe(true);
    expect(JSON.stringify([replaced, store.current()])).not.toContain('very-secret');
    expect(readFileSync(join(dataDir, 'notifications.json'), 'utf8')).not.toContain('very-secret');
  });

  test('a key store that does not answer refuses the whole', async () => {
    const { put, ports, store } = await aStore();
    Object.assign(ports.secrets, { set: () => Promise.reject(new Error('locked')) });
    expect(await put(one(slack()))).toMatchObject({ ok: false, error: { code: 'not-writable' } });
    expect(store.current().Notifications).toEqual([]);
  });
});

describe('replacing', () => {
  test('keeps fields nobody knows, and records what changed', async () => {
    const { put, store } = await aStore();
    const replaced = await put(one(slack()));
    expect(store.current().Notifications[0]).toMatchObject({ Team: 'dr', NotificationId: 'notif-123' });
    expect(replaced).toMatchObject({
      value: {
        event: {
          type: 'notifications.changed',
          actor: 'tok_1',
          before: { Notifications: [] },
          after: { Notifications: [{ Name: 'Drills' }] },
        },
      },
    });
  });

  test('lets Defaults that are not given stay', async () => {
    const { put, store } = await aStore();
    await put({ Notifications: [], Defaults: { Locale: 'de' } });
    await put(one(slack()));
    expect(store.current().Defaults.Locale).toBe('de');
  });

  test('is refused to whoever read something older, and to nobody else', async () => {
    const { put, store } = await aStore();
    const etag = store.etag();
    expect((await put(one(slack()), etag)).ok).toBe(true);
    expect(await put({ Notifications: [] }, etag)).toMatchObject({ ok: false, error: { code: 'conflict' } });
    expect((await put({ Notifications: [] }, `"other", ${store.etag()}`)).ok).toBe(true);
    expect((await put(one(slack()), '*')).ok).toBe(true);
  });

  test('the validator is the same after a restart', async () => {
    const first = await aStore();
    await first.put(one(slack()));
    const again = await aStore({ dataDir: first.dataDir, kept: first.kept });
    expect(again.store.etag()).toBe(first.store.etag());
    expect(again.references()).toEqual(first.references());
  });

  test('of two at once by the same reading, one wins', async () => {
    const { put, store } = await aStore();
    const etag = store.etag();
    const both = await Promise.all([put(one(slack()), etag), put(one(pager()), etag)]);
    expect(both.map(({ ok }) => ok)).toEqual([true, false]);
  });

  test('what cannot be written is not half imported', async () => {
    const { put, store, dataDir, kept } = await aStore();
    mkdirSync(join(dataDir, '.notifications.json.tmp'));
    expect(await put(one(slack()))).toMatchObject({ ok: false, error: { code: 'not-writable' } });
    expect([store.current().Notifications, kept.size]).toEqual([[], 0]);
  });

  test.each<[string, unknown, string]>([
    ['a URL that is none', one(slack('hooks')), 'Notifications[0].Channels[0].Configuration.WebhookUrl'],
    ['plain http', one(slack('http://hooks.example/x')), 'Notifications[0].Channels[0].Configuration.WebhookUrl'],
    ['a password in a URL', one(slack('https://u:p@hooks.example/x')), 'Notifications[0].Channels[0].Configuration.WebhookUrl'],
    [
      'a connector',
      one({ Type: 'TEAMS', Configuration: { WebhookUrl: 'https://x.webhook.office.com/webhookb2/a' } }),
      'Notifications[0].Channels[0].Configuration.WebhookUrl',
    ],
    ['no key', one(slack(), { Type: 'PAGERDUTY', Configuration: {} }), 'Notifications[0].Channels[1].Configuration.ServiceKey'],
    ['an unknown channel', one({ Type: 'FAX', Configuration: {} }), 'Notifications[0].Channels[0].Type'],
    [
      'a bad number',
      one({ Type: 'SMS', Configuration: { PhoneNumbers: ['0151'] } }),
      'Notifications[0].Channels[0].Configuration.PhoneNumbers[0]',
    ],
    [
      'a bad address',
      one({ Type: 'EMAIL', Configuration: { Recipients: ['a@b.example\r\nBcc: c@d.example'] } }),
      'Notifications[0].Channels[0].Configuration.Recipients[0]',
    ],
    [
      'our own header',
      one({ Type: 'WEBHOOK', Configuration: { WebhookUrl: 'https://a.example', Headers: { 'Webhook-Id': 'x' } } }),
      'Notifications[0].Channels[0].Configuration.Headers.Webhook-Id',
    ],
    ['an id twice', { Notifications: [...one().Notifications, ...one().Notifications] }, 'Notifications[1].NotificationId'],
    ['no list', {}, 'Notifications'],
    [
      'too many channels',
      one(...Array.from({ length: 51 }, () => ({ Type: 'DESKTOP', Configuration: {} }))),
      'Notifications[0].Channels',
    ],
    ['no object', 'x', 'Notifications'],
    ['a bad zone', { Notifications: [], Defaults: { TimeZone: 'Mars/Base' } }, 'Defaults.TimeZone'],
    [
      'a logo that is text',
      { Notifications: [], Defaults: { Branding: { Logo: 'data:image/png;base64,PHNjcmlwdD4=' } } },
      'Defaults.Branding.Logo',
    ],
    [
      'a bad severity',
      { Notifications: [{ ...one().Notifications[0], EventFilters: { Severities: ['LOUD'] } }] },
      'Notifications[0].EventFilters.Severities[0]',
    ],
  ])('%s is refused by the name of its field', async (_, next, field) => {
    const { put, store, kept } = await aStore();
    const refused = await put(next);
    expect(refused).toMatchObject({ ok: false, error: { code: 'invalid', field } });
    expect(JSON.stringify(refused)).not.toContain('u:p@');
    expect([store.current().Notifications, kept.size]).toEqual([[], 0]);
  });

  test('every reference of settings has its value, whatever was put before', async () => {
    const channels = fc.array(fc.constantFrom(slack(), slack('https://other.example/y'), pager(), pager('')), { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(fc.array(channels, { maxLength: 6 }), async (puts) => {
        const { put, kept, references } = await aStore();
        for (const next of puts) await put(one(...next));
        expect(new Set(references())).toEqual(new Set(kept.keys()));
      }),
      { numRuns: 30 },
    );
  });
});
