import { describe, expect, test } from 'vitest';
import { NotificationSettings } from '../../../shared/domain/notifications/defaults';
import { aFolder } from '../testing/a-folder';
import { at } from '../testing/events';
import { settle } from '../testing/manual-clock';
import { aNotification, anOutbox, answer, raised } from './testing/an-outbox';

describe('a message that is decided', () => {
  test('is rendered, committed as being sent, sent, and its end committed', async () => {
    const { outbox, commit, sent, types, ports } = anOutbox({
      dataDir: aFolder(),
      script: () => answer('accepted', { status: 202, reply: 'ok', providerId: 'p-1' }),
    });
    commit(raised(aNotification('e1')));
    await ports.time.advance(10);
    expect(sent).toMatchObject([{ deliveryId: 'dlv-e1-here-0', attempt: 1, text: 'e1' }]);
    expect(types()).toEqual(['notification.raised', 'delivery.sending', 'delivery.attempted']);
    expect(outbox.get('dlv-e1-here-0')).toMatchObject({
      state: 'accepted',
      attempts: 1,
      latencyMs: 0,
      mayBeRepeat: false,
      templateId: 'plain',
      rendered: { format: 'text', text: 'e1' },
      attemptLog: [{ number: 1, outcome: 'accepted', status: 202, providerId: 'p-1' }],
    });
    expect(outbox.counts()).toEqual({ queued: 0, sending: 0, failed: 0, unmatched: 0 });
  });

  test('twice is decided once, however it comes', async () => {
    const { commit, sent, types, ports } = anOutbox({ dataDir: aFolder() });
    commit(raised(aNotification('e1')), raised(aNotification('e1')));
    commit(raised(aNotification('e1')));
    await ports.time.advance(10);
    expect(sent).toHaveLength(1);
    expect(types().filter((type) => type === 'notification.raised')).toHaveLength(1);
  });

  test('is kept where nobody is to be told, and counted', async () => {
    const { outbox, commit, ports } = anOutbox({ dataDir: aFolder() });
    commit(raised(aNotification('e1'), []), raised(aNotification('e2'), ['x'], { suppressed: 'no mail transport is set' }));
    await ports.time.advance(10);
    expect(outbox.counts()).toMatchObject({ queued: 0, unmatched: 1 });
    expect(outbox.get('dlv-e2-x-0')).toMatchObject({
      state: 'suppressed',
      reason: 'no mail transport is set',
      rendered: { text: 'e2' },
    });
  });
});

describe('what fails', () => {
  test('for now is tried again with the same content, until it succeeds', async () => {
    let failures = 3;
    const { outbox, commit, sent, ports } = anOutbox({
      dataDir: aFolder(),
      script: () => (failures-- > 0 ? answer('transient', { status: 503, reply: 'busy' }) : answer('delivered')),
    });
    commit(raised(aNotification('e1')));
    await ports.time.advance(5);
    expect(outbox.get('dlv-e1-here-0')).toMatchObject({ state: 'queued', reason: 'Answer 503: busy.' });
    await ports.time.advance(20_000);
    expect(sent.map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4]);
    expect(outbox.get('dlv-e1-here-0')).toMatchObject({ state: 'delivered', attempts: 4, reason: null });
  });

  test('for good is a dead letter at once, and goes again by hand', async () => {
    let isBroken = true;
    const { outbox, commit, sent, ports } = anOutbox({
      dataDir: aFolder(),
      script: () => (isBroken ? answer('permanent', { status: 400, reply: 'no_text' }) : answer('accepted')),
    });
    commit(raised(aNotification('e1')));
    await ports.time.advance(60_000);
    expect(outbox.get('dlv-e1-here-0')).toMatchObject({ state: 'failed', reason: 'Answer 400: no_text.' });
    expect(outbox.counts().failed).toBe(1);
    isBroken = false;
    const again = await outbox.redeliver('dlv-e1-here-0', 'as-it-was', 'ops');
    expect(again).toMatchObject({ ok: true, value: { state: 'queued', reason: 'Put back by ops.' } });
    await ports.time.advance(10);
    expect(sent).toHaveLength(2);
    expect(outbox.get('dlv-e1-here-0')).toMatchObject({ state: 'accepted', attempts: 2 });
    expect(await outbox.redeliver('dlv-e1-here-0', 'as-it-was', 'ops')).toMatchObject({
      ok: false,
      error: { code: 'not-ended' },
    });
    expect(await outbox.redeliver('nothing', 'as-it-was', 'ops')).toMatchObject({ ok: false, error: { code: 'unknown' } });
  });

  test('too long expires, with what was tried', async () => {
    const { outbox, commit, ports } = anOutbox({ dataDir: aFolder(), script: () => answer('transient') });
    commit(raised(aNotification('e1'), ['here'], { expiresAt: at(60) }));
    await ports.time.advance(120_000);
    expect(outbox.get('dlv-e1-here-0')).toMatchObject({ state: 'expired' });
    expect(outbox.get('dlv-e1-here-0')?.reason).toMatch(/^Not sent within 1 minute; \d attempts failed\.$/);
  });

  test('asks for patience: nothing goes there before, also no other message', async () => {
    let asked = true;
    const { commit, sent, ports } = anOutbox({
      dataDir: aFolder(),
      script: () => {
        if (!asked) return answer('accepted');
        asked = false;
        return answer('throttled', { status: 429, retryAfterSeconds: 30 });
      },
    });
    commit(raised(aNotification('e1')));
    await ports.time.advance(10);
    commit(raised(aNotification('e2')), raised(aNotification('e3'), ['elsewhere']));
    await ports.time.advance(29_000);
    expect(sent.map(({ eventId }) => eventId)).toEqual(['e1', 'e3']);
    await ports.time.advance(2_000);
    expect(sent.map(({ eventId }) => eventId)).toEqual(['e1', 'e3', 'e1', 'e2']);
  });

  test('without an answer is sent once more, and says so, where the receiver cannot tell repeats', async () => {
    const { outbox, commit, sent, ports } = anOutbox({ dataDir: aFolder(), script: () => answer('ambiguous') });
    commit(raised(aNotification('e1'), ['mail'], { carrier: 'email-smtp' }));
    await ports.time.advance(600_000);
    expect(sent).toHaveLength(2);
    expect(outbox.get('dlv-e1-mail-0')).toMatchObject({ state: 'failed', mayBeRepeat: true });
  });
});

describe('a channel that cannot be revealed', () => {
  test('because the key store does not answer waits for it; because its secret is gone is a dead letter', async () => {
    let answers = 2;
    const { outbox, commit, sent, ports } = anOutbox({
      dataDir: aFolder(),
      options: {
        store: {
          ...storeOf(),
          reveal: async ({ destination }) => {
            if (destination === 'gone') return { ok: false, error: { message: 'The key store has no WebhookUrl.' } };
            if (answers-- > 0) return { ok: false, error: { message: 'It does not answer.', isForNow: true } };
            return { ok: true, value: { type: 'WEBHOOK', configuration: {}, ...storeOf().mailed } };
          },
        },
      },
    });
    commit(raised(aNotification('e1'), ['here', 'gone']));
    await ports.time.advance(4_000);
    expect(sent).toEqual([]);
    expect(outbox.get('dlv-e1-gone-0')).toMatchObject({ state: 'failed', reason: 'The key store has no WebhookUrl.' });
    await ports.time.advance(10_000);
    expect(sent).toHaveLength(1);
    expect(outbox.get('dlv-e1-here-0')).toMatchObject({ state: 'accepted', attempts: 1 });
  });

  function storeOf() {
    const settings = NotificationSettings.parse({});
    const { Mail: mail, Branding: branding } = settings.Defaults;
    return { current: () => settings, etag: () => '1', mailed: { mail, branding } };
  }
});

describe('order', () => {
  test('within a thread one waits for the other; other threads do not wait', async () => {
    let isDown = true;
    const { commit, sent, ports } = anOutbox({
      dataDir: aFolder(),
      script: ({ delivery }) => (isDown && delivery.threadKey === 'execution:1' ? answer('transient') : answer('accepted')),
    });
    const inThread = { threadKey: 'execution:1' };
    commit(raised(aNotification('open', inThread)), raised(aNotification('close', inThread)), raised(aNotification('other')));
    await ports.time.advance(3_000);
    expect(new Set(sent.map(({ eventId }) => eventId))).toEqual(new Set(['open', 'other']));
    isDown = false;
    await ports.time.advance(60_000);
    expect(sent.map(({ eventId }) => eventId).slice(-2)).toEqual(['open', 'close']);
  });

  test('the end of a page does not overtake its beginning, whatever execution it belongs to', async () => {
    let isDown = true;
    const { commit, sent, ports } = anOutbox({ dataDir: aFolder(), script: () => answer(isDown ? 'transient' : 'accepted') });
    const page = { carrier: 'pagerduty' } as const;
    commit(raised(aNotification('open', { lifecycle: 'opens', alertKey: 'plan' }), ['pages'], page));
    await ports.time.advance(100);
    commit(raised(aNotification('close', { lifecycle: 'closes', alertKey: 'plan' }), ['pages'], page));
    await ports.time.advance(500);
    isDown = false;
    await ports.time.advance(60_000);
    expect(new Set(sent.slice(0, -1).map(({ eventId }) => eventId))).toEqual(new Set(['open']));
    expect(sent.at(-1)?.eventId).toBe('close');
  });

  test('a rate lets critical ones go first, then the oldest', async () => {
    const { commit, sent, ports } = anOutbox({ dataDir: aFolder(), rate: { perSecond: 1, burst: 1 } });
    commit(
      raised(aNotification('a')),
      raised(aNotification('b')),
      raised(aNotification('c', { severity: 'CRITICAL' })),
      raised(aNotification('d')),
    );
    await ports.time.advance(2_500);
    expect(sent.map(({ eventId }) => eventId)).toEqual(['c', 'a', 'b']);
    await ports.time.advance(1_000);
    expect(sent.map(({ eventId }) => eventId)).toEqual(['c', 'a', 'b', 'd']);
  });

  test('a receiver that hangs holds up nobody else', async () => {
    const { commit, sent, ports } = anOutbox({
      dataDir: aFolder(),
      defaults: { Digest: { Enabled: false } },
      script: ({ delivery }) => (delivery.destination === 'hung' ? new Promise(() => undefined) : answer('accepted')),
    });
    for (let n = 0; n < 30; n += 1) commit(raised(aNotification(`e${n}`), ['hung', 'fine']));
    for (let n = 0; n < 10; n += 1) await ports.time.advance(10);
    expect(sent.filter(({ destination }) => destination === 'fine')).toHaveLength(30);
    expect(sent.filter(({ destination }) => destination === 'hung').length).toBeLessThan(20);
  });

  test('what a carrier remembers of a thread is given to the next message of it', async () => {
    const ref = { root: 'ts-1', latest: 'ts-2', place: 'C1' };
    const { commit, sent, ports } = anOutbox({ dataDir: aFolder(), script: () => answer('accepted', { thread: ref }) });
    const inThread = { threadKey: 'execution:1' };
    commit(raised(aNotification('first', inThread)), raised(aNotification('second', inThread)));
    await ports.time.advance(10);
    expect(sent.map(({ thread }) => thread)).toEqual([null, ref]);
  });
});

test('waiting for an end ends with it, or with patience', async () => {
  const { outbox, commit, ports } = anOutbox({ dataDir: aFolder(), script: () => answer('transient') });
  commit(raised(aNotification('e1')));
  const impatient = outbox.ended('dlv-e1-here-0', 30_000);
  await ports.time.advance(30_000);
  expect(await impatient).toMatchObject({ state: 'queued' });
  expect(await outbox.ended('nothing', 10)).toBeNull();
});

test('a receipt is kept with the delivery, and its proof holds', async () => {
  const { outbox, commit, ports } = anOutbox({ dataDir: aFolder(), script: () => answer('accepted', { providerId: 'ses-1' }) });
  commit(raised(aNotification('e1')));
  await ports.time.advance(10);
  expect(await outbox.receipt('ses-1', { text: 'Delivered to the mailbox.', state: 'delivered' })).toBe(true);
  expect(await outbox.receipt('ses-2', { text: 'x', state: null })).toBe(false);
  expect(outbox.get('dlv-e1-here-0')).toMatchObject({ state: 'delivered', receipts: [{ text: 'Delivered to the mailbox.' }] });
});

test('a template of today takes the place of what was rendered', async () => {
  let failing = true;
  let words = 'old';
  const { outbox, commit, sent, ports } = anOutbox({
    dataDir: aFolder(),
    script: () => (failing ? answer('permanent') : answer('accepted')),
    options: {
      renderer: {
        render: () => ({ rendered: { format: 'text', subject: '', text: words }, templateId: words, fault: null }),
      },
    },
  });
  commit(raised(aNotification('e1')), raised(aNotification('e2')));
  await ports.time.advance(10);
  failing = false;
  words = 'new';
  await outbox.redeliver('dlv-e1-here-0', 'with-todays-template', 'ops');
  await outbox.redeliver('dlv-e2-here-0', 'as-it-was', 'ops');
  await ports.time.advance(10);
  await settle();
  expect(sent.slice(2).map(({ text }) => text)).toEqual(['new', 'old']);
});
