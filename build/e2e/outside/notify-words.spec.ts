import { z } from 'zod';
import { expect, test } from '../fixtures';
import { type Served, startServe } from '../serve';
import { asked, channelsTo, HOOK, historyOf, mailThrough, putSettings, SECRETS, startMailbox, startReceivers } from './notify';

/** The words of messages: own templates over REST, languages, and what somebody writes into a name. */

const atRest = (dataDir: string) => ['--data-dir', dataDir, '--rehearse', 'payroll-drill', '--operator', 'human', '--speed', '1'];
const waitsFor = { timeout: 60_000 };
const tell = (serve: Served, event: object) =>
  asked(serve, 'POST', '/alerts/events', { events: [{ source: 'backup', name: 'failed', severity: 'HIGH', ...event }] });
const allEnded = async (serve: Served) => {
  const history = await historyOf(serve, '&event=custom.event');
  return history.length > 0 && history.every(({ state }) => state !== 'queued' && state !== 'sending');
};

test.describe('the words of messages', () => {
  test.setTimeout(120_000);
  test.describe.configure({ mode: 'parallel' });

  test('an own template is saved, previewed, used, and its former version restored', async ({ dataDir }) => {
    const receiver = await startReceivers();
    const serve = await startServe(atRest(dataDir));
    const put = (body: string) =>
      asked(serve, 'PUT', '/notifications/templates/our-hook', { channel: 'WEBHOOK', event: 'custom', locale: 'en', body });
    expect(await put('{"first":"{{ title }}"}')).toMatchObject({ status: 200, answer: { version: 1, format: 'body' } });
    expect(await put('{"ours":"{{ title }}","host":"{{ custom.data.host }}"}')).toMatchObject({
      status: 200,
      answer: { version: 2 },
    });
    expect(await put('{"broken":"{{ title ')).toMatchObject({ status: 400, answer: { code: 'template.invalid', field: 'body' } });
    const { webhook } = channelsTo(receiver);
    const own = { ...webhook, Configuration: { ...webhook.Configuration, TemplateId: 'our-hook' } };
    const saved = await putSettings(serve, { Notifications: [{ NotificationId: 'n', Name: 'Custom', Channels: [own] }] });
    expect(saved.status).toBe(200);
    await tell(serve, { title: 'Backup "nightly" failed', data: { host: 'db-01' } });
    await expect.poll(() => allEnded(serve), waitsFor).toBe(true);
    const [request] = receiver.to(HOOK).filter(({ body }) => body.includes('ours'));
    expect(JSON.parse(request?.body ?? '{}')).toEqual({
      ours: 'Backup "nightly" failed',
      host: 'db-01',
      // Whoever writes a template cannot leave this out.
      notice: 'REHEARSAL',
    });
    const restored = await asked(serve, 'POST', '/notifications/templates/our-hook/restore', { version: 1 });
    expect(restored).toMatchObject({ status: 200, answer: { version: 3, body: '{"first":"{{ title }}"}' } });
    const { items } = z
      .object({ items: z.array(z.looseObject({ version: z.number() })) })
      .parse(await serve.get('/notifications/templates/our-hook/versions'));
    expect(items.map(({ version }) => version)).toEqual([3, 2, 1]);
    expect(await serve.stop()).toBe(0);
    await receiver.close();
  });

  test('each recipient reads their own language', async ({ dataDir }) => {
    const mailbox = await startMailbox();
    const serve = await startServe(atRest(dataDir));
    const mail = { Type: 'EMAIL', Configuration: { Recipients: ['dr-team@example.com', 'chief@example.com'] } };
    await putSettings(serve, {
      // Of the drill itself they hear nothing; a test comes whatever the filters say.
      Notifications: [{ NotificationId: 'n', Name: 'Drills', EventFilters: { EventTypes: ['custom.event'] }, Channels: [mail] }],
      Defaults: { Mail: mailThrough(mailbox), RecipientLocales: { 'chief@example.com': 'de' } },
    });
    expect(await asked(serve, 'POST', '/notifications/test', { notificationId: 'n', event: 'execution.failed' })).toMatchObject({
      status: 200,
      answer: { test: true },
    });
    await expect.poll(() => mailbox.mails.length, waitsFor).toBe(2);
    const textOf = (address: string) => mailbox.mails.find((one) => JSON.stringify(one.to).includes(address))?.text ?? '';
    expect(textOf('dr-team@example.com')).toMatch(/What to do now/);
    expect(textOf('chief@example.com')).not.toMatch(/What to do now/);
    expect(textOf('chief@example.com')).toMatch(/Was jetzt zu tun ist|Jetzt zu tun|Nächste Schritte|tun/);
    expect(mailbox.mails.every(({ subject }) => /TEST/.test(subject ?? ''))).toBe(true);
    expect(await serve.stop()).toBe(0);
    await mailbox.close();
  });

  test('what somebody writes into a name does nothing in Slack, in a mail or in a header', async ({ dataDir }) => {
    const receiver = await startReceivers();
    const mailbox = await startMailbox();
    const serve = await startServe(atRest(dataDir));
    const { slack, mail } = channelsTo(receiver);
    await putSettings(serve, {
      Notifications: [
        { NotificationId: 'n', Name: 'Custom', EventFilters: { EventTypes: ['custom.event'] }, Channels: [slack, mail] },
      ],
      Defaults: { Mail: mailThrough(mailbox) },
    });
    const title = '<script>alert(1)</script> <!here> <@U123> @channel {{ title }}\r\nBcc: eve@example.com';
    expect((await tell(serve, { title, summary: '*bold* [link](https://evil.example) <b>x</b>' })).status).toBe(200);
    await expect.poll(() => allEnded(serve), waitsFor).toBe(true);
    const [message] = receiver.to(SECRETS.slack);
    expect(message?.body).not.toMatch(/<!here>|<@U123>|<script/);
    expect(() => JSON.parse(message?.body ?? '')).not.toThrow();
    expect(mailbox.mails).toHaveLength(2);
    for (const { html, subject, headers, bcc } of mailbox.mails) {
      expect(String(html)).not.toMatch(/<script|<b>x/);
      expect(subject).not.toMatch(/[\r\n]/);
      expect([headers.has('bcc'), bcc]).toEqual([false, undefined]);
    }
    expect(await serve.stop()).toBe(0);
    await Promise.all([receiver.close(), mailbox.close()]);
  });
});
