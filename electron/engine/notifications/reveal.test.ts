import { describe, expect, test } from 'vitest';
import { aStore, one, pager, SLACK, slack, told } from './testing/a-store';

describe('revealing', () => {
  test('what was switched off since tells nobody but a test of it; who wanted it as well tells in its place', async () => {
    const { put, store } = await aStore();
    const mail = { Type: 'EMAIL', Configuration: { Recipients: ['a@b.example'], Transport: 'SES', From: 'c@d.example' } };
    const [night] = one(mail).Notifications;
    const day = { ...night, NotificationId: 'day', Name: 'Day shift' };
    const delivery = {
      ...told,
      notificationId: 'notif-123',
      channelIndex: 0,
      channel: 'EMAIL' as const,
      carrier: 'email-ses' as const,
      destination: 'a@b.example',
    };
    const also = { ...delivery, alsoMatched: ['Day shift'] };
    const off = { ok: false, error: { isOff: true, message: expect.stringContaining('switched off') } };

    await put({ Notifications: [{ ...night, Enabled: false }, day] });
    expect(await store.reveal(delivery)).toMatchObject(off);
    expect(await store.reveal({ ...delivery, test: true })).toMatchObject({ ok: true });
    expect(await store.reveal(also)).toMatchObject({ ok: true });

    await put({ Notifications: [one({ ...mail, Configuration: { ...mail.Configuration, Enabled: false } }).Notifications[0]] });
    expect(await store.reveal(also)).toMatchObject(off);

    await put({ Notifications: [day] });
    expect(await store.reveal(also)).toMatchObject({ ok: true });
    const gone = await store.reveal(delivery);
    expect(gone).toMatchObject({ ok: false, error: { message: expect.stringContaining('leads there any more') } });
    expect(gone).not.toMatchObject({ error: { isOff: true } });
  });

  test('puts the values in place for a channel that still leads there', async () => {
    const { put, store, references } = await aStore();
    await put(one(slack(), pager()));
    const delivery = {
      notificationId: 'notif-123',
      ...told,
      channelIndex: 0,
      channel: 'SLACK' as const,
      carrier: 'slack-webhook' as const,
      destination: references()[0] ?? '',
    };
    expect(await store.reveal(delivery)).toMatchObject({
      ok: true,
      value: { configuration: { WebhookUrl: SLACK, Channel: '#dr' } },
    });
    await put(one(pager(), slack()));
    expect(await store.reveal(delivery)).toMatchObject({
      ok: true,
      value: { type: 'SLACK', configuration: { WebhookUrl: SLACK } },
    });
    await put(one(pager(), slack('https://other.example/y')));
    expect(await store.reveal(delivery)).toMatchObject({ ok: false });
  });

  test('asks for the password of the mail server where mail goes through it, and nowhere else', async () => {
    const { put, store, kept } = await aStore();
    const mail = { Type: 'EMAIL', Configuration: { Recipients: ['a@b.example'] } };
    const Smtp = { Host: 'smtp.example', Password: 'a-password' };
    await put({ ...one(mail), Defaults: { Mail: { Transport: 'SMTP', From: 'c@d.example', Smtp } } });
    const at = {
      notificationId: 'notif-123',
      ...told,
      channelIndex: 0,
      channel: 'EMAIL' as const,
      destination: 'a@b.example',
    };
    expect(await store.reveal({ ...at, carrier: 'email-smtp' })).toMatchObject({
      value: { mail: { Smtp: { Password: 'a-password' } } },
    });
    kept.clear();
    expect(await store.reveal({ ...at, carrier: 'email-ses' })).toMatchObject({ ok: true });
    expect(await store.reveal({ ...at, carrier: 'email-smtp' })).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('Password') },
    });
  });

  test('says which secret is missing', async () => {
    const { put, store, references, kept } = await aStore();
    await put(one(pager()));
    kept.clear();
    const delivery = {
      notificationId: 'notif-123',
      ...told,
      channelIndex: 0,
      channel: 'PAGERDUTY' as const,
      carrier: 'pagerduty' as const,
      destination: references()[0] ?? '',
    };
    expect(await store.reveal(delivery)).toMatchObject({ ok: false, error: { message: expect.stringContaining('ServiceKey') } });
  });
});
