import { z } from 'zod';
import { expect, test } from '../fixtures';
import { type Served, startServe, startSimulate } from '../serve';
import { accountEnv } from './account';
import {
  asked,
  channelsTo,
  deliveryOf,
  HOOK,
  historyOf,
  layDown,
  PAGERDUTY,
  putSettings,
  SECRETS,
  startReceivers,
} from './notify';

/** Receivers that fail, people who answer, consoles that are killed: nothing lost, nothing needlessly twice. */

const atRest = (dataDir: string, speed = '1') => [
  '--data-dir',
  dataDir,
  '--rehearse',
  'payroll-drill',
  '--operator',
  'human',
  '--speed',
  speed,
];
const one = (Channels: readonly object[], more: object = {}) => ({
  Notifications: [{ NotificationId: 'n', Name: 'Custom', EventFilters: { EventTypes: ['custom.event'] }, Channels, ...more }],
  Defaults: { Digest: { Enabled: false } },
});
const tell = (serve: Served, ...ids: readonly string[]) =>
  asked(serve, 'POST', '/alerts/events', {
    events: ids.map((id) => ({ id, source: 'backup', name: 'failed', severity: 'HIGH', title: `Backup ${id} failed` })),
  });
const waitsFor = { timeout: 60_000 };
const statesOf = async (serve: Served) => (await historyOf(serve)).map(({ state }) => state);
const Alerts = z.object({ items: z.array(z.looseObject({ noticeId: z.string(), kind: z.string() })) });

test.describe('notifications in trouble', () => {
  test.setTimeout(180_000);
  test.describe.configure({ mode: 'parallel' });

  test('a receiver that is busy or broken is tried again, and every attempt is in the history', async ({ dataDir }) => {
    const receiver = await startReceivers();
    receiver.behave(HOOK, (nth) =>
      nth === 1 ? { status: 500 } : nth === 2 ? { status: 429, headers: { 'retry-after': '1' } } : { status: 204 },
    );
    const serve = await startServe(atRest(dataDir));
    await putSettings(serve, one([channelsTo(receiver).webhook]));
    expect(await tell(serve, 'job-1')).toMatchObject({ status: 200, answer: { accepted: 1, known: 0 } });
    await expect.poll(() => statesOf(serve), waitsFor).toEqual(['accepted']);
    const [summary] = await historyOf(serve);
    const record = await deliveryOf(serve, summary?.deliveryId ?? '');
    expect(record.attemptLog.map(({ status, outcome }) => [status, outcome])).toEqual([
      [500, 'transient'],
      [429, 'throttled'],
      [204, 'accepted'],
    ]);
    expect(record.event).toMatchObject({ type: 'custom.event', title: 'Backup job-1 failed', rehearsal: true });
    expect(record.rendered).toMatchObject({ format: 'body' });
    const requests = receiver.to(HOOK);
    // The same message under the same id each time, so that the receiver can drop a repeat.
    expect(new Set(requests.map(({ headers, body }) => `${headers['webhook-id']} ${body}`)).size).toBe(1);
    expect(await serve.stop()).toBe(0);
    await receiver.close();
  });

  test('what is refused is a dead letter, and is sent again by hand', async ({ dataDir }) => {
    const receiver = await startReceivers();
    receiver.behave(SECRETS.slack, () => ({ status: 404, body: 'no_service' }));
    const serve = await startServe(atRest(dataDir));
    await putSettings(serve, one([channelsTo(receiver).slack]));
    await tell(serve, 'job-1');
    await expect.poll(() => statesOf(serve), waitsFor).toEqual(['failed']);
    const [dead] = await historyOf(serve, '&state=failed');
    expect(dead?.reason).toContain('no_service');
    receiver.behave(SECRETS.slack, () => ({ status: 200, body: 'ok' }));
    const again = await asked(serve, 'POST', `/notifications/history/${dead?.deliveryId}/redeliver`, {});
    expect(again.status).toBe(200);
    await expect.poll(() => statesOf(serve), waitsFor).toEqual(['delivered']);
    expect(await asked(serve, 'POST', '/notifications/history/dlv-none/redeliver', {})).toMatchObject({ status: 404 });
    expect(await serve.stop()).toBe(0);
    await receiver.close();
  });

  test('the same id told twice is told once', async ({ dataDir }) => {
    const receiver = await startReceivers();
    const serve = await startServe(atRest(dataDir));
    await putSettings(serve, one([channelsTo(receiver).webhook]));
    expect(await tell(serve, 'a', 'b', 'a')).toMatchObject({ answer: { accepted: 2, known: 1 } });
    expect(await tell(serve, 'b', 'c')).toMatchObject({ answer: { accepted: 1, known: 1 } });
    await expect.poll(() => statesOf(serve), waitsFor).toEqual(['accepted', 'accepted', 'accepted']);
    expect(receiver.to(HOOK)).toHaveLength(3);
    expect(await serve.stop()).toBe(0);
    await receiver.close();
  });

  test('in a rehearsal nothing leaves this machine; it is kept with its words and the reason', async ({ dataDir }) => {
    const serve = await startServe(atRest(dataDir));
    const channels = [
      { Type: 'SLACK', Configuration: { WebhookUrl: `https://hooks.slack.com${SECRETS.slack}` } },
      { Type: 'PAGERDUTY', Configuration: { ServiceKey: SECRETS.key } },
      { Type: 'WEBHOOK', Configuration: { WebhookUrl: 'https://hooks.example.com/x' } },
      { Type: 'EMAIL', Configuration: { Recipients: ['dr-team@example.com'], Transport: 'SMTP' } },
      { Type: 'SNS', Configuration: { TopicArn: 'arn:aws:sns:us-east-1:123456789012:dr-notifications' } },
    ];
    const Mail = { From: 'tocsin@example.com', Smtp: { Host: 'smtp.example.com' } };
    await putSettings(serve, { ...one(channels), Defaults: { Mail } });
    const tested = await asked(serve, 'POST', '/notifications/test', { notificationId: 'n' });
    expect(tested.status).toBe(200);
    const history = await historyOf(serve);
    expect(history.map(({ carrier, state }) => `${carrier} ${state}`).sort()).toEqual([
      'email-smtp suppressed',
      'pagerduty suppressed',
      'slack-webhook suppressed',
      'sns suppressed',
      'webhook suppressed',
    ]);
    for (const { reason, deliveryId } of history) {
      expect(reason).toMatch(/rehearsal/);
      expect(JSON.stringify((await deliveryOf(serve, deliveryId)).rendered)).toContain('REHEARSAL');
    }
    expect(await serve.stop()).toBe(0);
  });

  test('an alert that somebody acknowledges is not escalated; one that nobody does is', async ({ dataDir }) => {
    const receiver = await startReceivers();
    const { webhook, pagerduty } = channelsTo(receiver);
    await layDown(dataDir, {
      Notifications: [
        {
          NotificationId: 'n',
          Name: 'Failures',
          EventFilters: { EventTypes: ['server.launch-failed', 'execution.failed', 'alert.*'] },
          Channels: [webhook],
          Escalation: { Enabled: true, DelayMinutes: 20, EscalationChannels: [pagerduty] },
        },
      ],
      Defaults: { Digest: { Enabled: false } },
    });
    const serve = await startServe(['--data-dir', dataDir, '--rehearse', 'payroll-drill', '--speed', '300']);
    const alertOf = async (kind: string) =>
      Alerts.parse(await serve.get('/alerts?limit=1000')).items.find((alert) => alert.kind === kind);
    await expect.poll(() => alertOf('server-launch-failed'), { timeout: 90_000, intervals: [100] }).toBeDefined();
    const launch = await alertOf('server-launch-failed');
    const answered = await asked(serve, 'POST', `/alerts/${encodeURIComponent(launch?.noticeId ?? '')}/acknowledge`, {
      note: 'I look at it',
    });
    expect(answered.status).toBe(200);
    const escalations = async () =>
      (await historyOf(serve, '&channel=PAGERDUTY')).filter(({ step, eventType }) => step === 1 && /failed$/.test(eventType));
    await expect
      .poll(
        async () =>
          (await escalations())
            .filter(({ eventType }) => eventType === 'server.launch-failed')
            .map(({ state, reason }) => `${state}: ${reason}`),
        waitsFor,
      )
      .toEqual([expect.stringMatching(/^suppressed: Acknowledged/)]);
    await expect
      .poll(
        async () => (await escalations()).filter(({ eventType }) => eventType === 'execution.failed').map(({ state }) => state),
        { timeout: 90_000 },
      )
      .toEqual(['accepted']);
    expect(receiver.to(PAGERDUTY).some(({ body }) => body.includes('"trigger"'))).toBe(true);
    expect(await serve.stop()).toBe(0);
    await receiver.close();
  });

  test('a console that is killed between loses nothing, and repeats nothing that its receiver could not tell', async ({
    dataDir,
  }) => {
    const receiver = await startReceivers();
    const settings = one([channelsTo(receiver).webhook]);
    // A rehearsal begins its journal anew; an account, here a simulated one, keeps it.
    const simulated = await startSimulate(['--scenario', 'payroll-drill', '--speed', '1', '--operator', 'human']);
    const first = await startServe(['--data-dir', dataDir], accountEnv(simulated.url));
    await putSettings(first, settings);
    const ids = Array.from({ length: 40 }, (_, n) => `job-${n}`);
    expect(await tell(first, ...ids)).toMatchObject({ answer: { accepted: 40 } });
    expect(await first.stop('SIGKILL')).toBeNull();
    const sentBefore = receiver.to(HOOK).length;
    const second = await startServe(['--data-dir', dataDir], accountEnv(simulated.url));
    await expect
      .poll(() => new Set(receiver.to(HOOK).map(({ body }) => /Backup (job-\d+) failed/.exec(body)?.[1])).size, waitsFor)
      .toBe(40);
    await expect.poll(async () => (await statesOf(second)).every((state) => state === 'accepted'), waitsFor).toBe(true);
    expect(await statesOf(second)).toHaveLength(40);
    expect(sentBefore).toBeLessThanOrEqual(40);
    const byId = new Map<string, Set<string>>();
    for (const { headers, body } of receiver.to(HOOK)) {
      const id = String(headers['webhook-id']);
      byId.set(id, (byId.get(id) ?? new Set()).add(body));
    }
    // Whatever came twice came under its first id, with the same words.
    expect(byId.size).toBe(40);
    expect([...byId.values()].every((bodies) => bodies.size === 1)).toBe(true);
    expect(await second.stop()).toBe(0);
    await Promise.all([receiver.close(), simulated.stop()]);
  });
});
