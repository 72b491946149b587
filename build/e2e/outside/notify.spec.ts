import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { filesIn } from '../files';
import { expect, test } from '../fixtures';
import { type Served, startServe } from '../serve';
import {
  asked,
  channelsTo,
  getSettings,
  historyOf,
  mailThrough,
  putSettings,
  SECRETS,
  startMailbox,
  startReceivers,
} from './notify';

/** Notification settings as scripts use them: read, replaced, refused, and never a secret given back. */

const Settings = z.looseObject({ Notifications: z.array(z.looseObject({ NotificationId: z.string() })) });
const atRest = (dataDir: string) => ['--data-dir', dataDir, '--rehearse', 'payroll-drill', '--operator', 'human', '--speed', '1'];

/** The form of the issue, as an organisation keeps it in a file. */
const theFile = {
  NotificationId: 'notif-123',
  Name: 'Production Drill Notifications',
  Description: 'Who hears of drills in production',
  Enabled: true,
  EventFilters: { ExecutionTypes: ['DRILL', 'RECOVERY'], Environments: ['production'], Severities: ['HIGH', 'CRITICAL'] },
  Channels: [
    {
      Type: 'EMAIL',
      Configuration: {
        SNSTopicArn: 'arn:aws:sns:us-east-1:123456789012:dr-notifications',
        Recipients: ['dr-team@company.com'],
        TemplateId: 'execution-status-email',
      },
    },
    {
      Type: 'SLACK',
      Configuration: {
        WebhookUrl: `https://hooks.slack.com${SECRETS.slack}`,
        Channel: '#disaster-recovery',
        TemplateId: 'execution-status-slack',
      },
    },
  ],
  Escalation: {
    Enabled: true,
    DelayMinutes: 15,
    EscalationChannels: [{ Type: 'PAGERDUTY', Configuration: { ServiceKey: SECRETS.key, Severity: 'critical' } }],
  },
  CostCenter: 'kept as it is',
};

test.describe('notification settings', () => {
  test.setTimeout(120_000);
  test.describe.configure({ mode: 'parallel' });

  test('a file in the form of the issue is imported and exported as it is, references in place of secrets', async ({
    dataDir,
  }) => {
    const serve = await startServe(atRest(dataDir));
    const saved = await putSettings(serve, { Notifications: [theFile] });
    expect(saved.status).toBe(200);
    const [exported] = Settings.parse((await getSettings(serve)).answer).Notifications;
    const SecretRef = expect.stringMatching(/^notify\//);
    const withReferences = structuredClone(theFile);
    Object.assign(withReferences.Channels[1]?.Configuration ?? {}, { WebhookUrl: { SecretRef } });
    Object.assign(withReferences.Escalation.EscalationChannels[0]?.Configuration ?? {}, { ServiceKey: { SecretRef } });
    expect(exported).toEqual(withReferences);
    // What was exported is imported again: nothing changes, and the secrets keep their values.
    const again = await putSettings(serve, { Notifications: [exported] }, saved.etag ?? '');
    expect(again).toMatchObject({ status: 200, etag: saved.etag });
    expect(await serve.stop()).toBe(0);
  });

  test('of two editors the second is told, and nothing is lost', async ({ dataDir }) => {
    const serve = await startServe(atRest(dataDir));
    const { etag } = await getSettings(serve);
    expect(etag).toMatch(/^".+"$/);
    const first = await putSettings(serve, { Notifications: [theFile] }, etag ?? '');
    expect(first.status).toBe(200);
    expect(await putSettings(serve, { Notifications: [] }, etag ?? '')).toMatchObject({
      status: 409,
      answer: { code: 'notification.conflict' },
    });
    expect(Settings.parse((await getSettings(serve)).answer).Notifications).toHaveLength(1);
    expect(await serve.stop()).toBe(0);
    const restarted = await startServe(atRest(dataDir));
    expect((await getSettings(restarted)).etag).toBe(first.etag);
    expect(await restarted.stop()).toBe(0);
  });

  test('one bad field is named, and nothing is half imported', async ({ dataDir }) => {
    const serve = await startServe(atRest(dataDir));
    const before = await getSettings(serve);
    const broken = structuredClone(theFile);
    Object.assign(broken.Channels[1]?.Configuration ?? {}, { WebhookUrl: 'http://10.0.0.8/hook' });
    expect(await putSettings(serve, { Notifications: [{ ...theFile, NotificationId: 'fine' }, broken] })).toMatchObject({
      status: 400,
      answer: { code: 'notification.invalid', field: 'Notifications[1].Channels[1].Configuration.WebhookUrl' },
    });
    for (const [body, field] of [
      [{}, 'Notifications'],
      [[], 'Notifications'],
      [{ Notifications: [{ ...theFile, Channels: 'none' }] }, 'Notifications[0].Channels'],
      [{ Notifications: [theFile, theFile] }, 'Notifications[1].NotificationId'],
    ] as const)
      expect(await putSettings(serve, body)).toMatchObject({ status: 400, answer: { field } });
    expect(await getSettings(serve)).toEqual(before);
    expect(await serve.stop()).toBe(0);
  });

  test('a secret never comes back: not in an answer, the journal, the audit trail, a file or the log', async ({ dataDir }) => {
    const receiver = await startReceivers();
    const mailbox = await startMailbox();
    const serve = await startServe(atRest(dataDir));
    const Channels = Object.values(channelsTo(receiver));
    const put = await putSettings(serve, {
      Notifications: [{ NotificationId: 'all', Name: 'All', Channels }],
      Defaults: { Mail: mailThrough(mailbox) },
    });
    expect(put.status).toBe(200);
    const tested = await asked(serve, 'POST', '/notifications/test', { notificationId: 'all' });
    expect(tested.status).toBe(200);
    // A receiver that is down must not be named in errors either.
    await receiver.close();
    // It waits for a receiver that does not come back, and is cut when the console stops.
    const down = asked(serve, 'POST', '/notifications/test', { notificationId: 'all', channelIndex: 3 }).catch(() => undefined);
    await expect
      .poll(async () => (await historyOf(serve, '&channel=WEBHOOK&state=queued')).map(({ attempts }) => attempts > 0), {
        timeout: 30_000,
      })
      .toContain(true);
    const said = await Promise.all(
      [
        '/notifications/settings',
        '/notifications/checks',
        '/notifications/history?limit=1000',
        '/events?limit=1000',
        '/audit?limit=1000',
        '/health',
        '/openapi.json',
      ].map(async (path) => JSON.stringify((await asked(serve, 'GET', path)).answer)),
    );
    expect(await serve.stop()).toBe(0);
    await down;
    await mailbox.close();
    const written = await Promise.all((await filesIn(dataDir)).map((file) => readFile(file, 'latin1')));
    const everything = [...said, ...written, serve.output(), JSON.stringify([put, tested])].join('\n');
    for (const secret of [...Object.values(SECRETS), 'secret-hook-path', 'teams-secret-path'])
      expect(everything).not.toContain(secret);
  });

  test('every method stands in the description, and wishes of a weaker token are refused', async ({ dataDir }) => {
    const serve = await startServe(atRest(dataDir));
    const api = z
      .object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) })
      .parse(await serve.get('/openapi.json'));
    const methods = Object.entries(api.paths).flatMap(([path, of]) => Object.keys(of).map((method) => `${method} ${path}`));
    expect(methods).toEqual(
      expect.arrayContaining([
        'get /notifications/settings',
        'put /notifications/settings',
        'post /notifications/test',
        'get /notifications/history',
        'get /notifications/history/{deliveryId}',
        'post /notifications/history/{deliveryId}/redeliver',
        'get /notifications/templates',
        'put /notifications/templates/{templateId}',
        'get /notifications/checks',
        'get /notifications/service-level',
        'post /alerts/events',
      ]),
    );
    const viewer = await tokenOf(serve, 'view');
    for (const [method, path, body] of [
      ['PUT', '/notifications/settings', { Notifications: [] }],
      ['POST', '/notifications/test', { notificationId: 'x' }],
      ['POST', '/alerts/events', { events: [{ source: 's', name: 'n', title: 't' }] }],
    ] as const) {
      const refused = await serve.api(path, { method, body, token: viewer });
      expect([refused.status, await refused.json()]).toMatchObject([403, { code: 'access.role' }]);
    }
    expect((await serve.api('/notifications/settings', { token: viewer })).status).toBe(200);
    expect(await serve.stop()).toBe(0);
  });
});

async function tokenOf(serve: Served, role: string): Promise<string> {
  const { answer } = await asked(serve, 'POST', '/tokens', { name: `a ${role}`, role });
  return z.looseObject({ token: z.string() }).parse(answer).token;
}
