import { describe, expect, test } from 'vitest';
import { sampleEvent } from '../../../shared/domain/notifications/samples/sample-event';
import { instantOf } from '../../../shared/domain/primitives';
import { aFolder } from '../testing/a-folder';
import { at } from '../testing/events';
import { fakePorts } from '../testing/fakes';
import { ManualTime } from '../testing/manual-clock';
import type { HistoryQuery } from './outbox-api';
import { aDelivery, aNotification, anOutbox, answer, raised } from './testing/an-outbox';

const everything: HistoryQuery = {
  state: null,
  channel: null,
  event: null,
  execution: null,
  from: null,
  to: null,
  text: null,
  before: null,
  limit: 100,
};

describe('the history', () => {
  async function filled() {
    const box = anOutbox({
      dataDir: aFolder(),
      script: ({ delivery }) => answer(delivery.destination === 'bad' ? 'permanent' : 'accepted', { reply: 'no 100%' }),
    });
    const failed = { ...sampleEvent('execution.failed'), eventId: 'failed' };
    box.commit(
      raised(failed, ['ops']),
      raised(aNotification('note', { title: 'A note' }), ['bad']),
      raised(aNotification('mail'), ['dr@company.example'], { carrier: 'email-smtp', channel: 'EMAIL' }, 30),
    );
    await box.ports.time.advance(10);
    const ids = (query: Partial<HistoryQuery>) =>
      box.outbox.list({ ...everything, ...query }).map(({ deliveryId }) => deliveryId.split('-')[1]);
    return { ...box, failed, ids };
  }

  test('comes newest first, a page at a time', async () => {
    const { outbox, ids } = await filled();
    expect(ids({})).toEqual(['mail', 'note', 'failed']);
    const [first] = outbox.list({ ...everything, limit: 1 });
    expect(ids({ before: first?.seq ?? 0 })).toEqual(['note', 'failed']);
  });

  test('is found by state, channel, carrier, event, family, execution, time and text, also all at once', async () => {
    const { ids, failed } = await filled();
    expect(ids({ state: 'failed' })).toEqual(['note']);
    expect(ids({ channel: 'EMAIL' })).toEqual(['mail']);
    expect(ids({ channel: 'email-smtp' })).toEqual(['mail']);
    expect(ids({ event: 'execution.failed' })).toEqual(['failed']);
    expect(ids({ event: 'execution.*' })).toEqual(['failed']);
    expect(ids({ event: 'execution.?ailed' })).toEqual([]);
    expect(ids({ execution: failed.execution?.id ?? '' })).toEqual(['failed']);
    expect(ids({ from: at(1) })).toEqual(['mail']);
    expect(ids({ to: at(1) })).toEqual(['note', 'failed']);
    expect(ids({ text: 'A NOTE' })).toEqual(['note']);
    expect(ids({ text: '100%' })).toEqual(['note']);
    expect(ids({ text: '100_' })).toEqual([]);
    expect(ids({ text: 'company.example' })).toEqual(['mail']);
    const all = { state: 'failed', channel: 'WEBHOOK', event: 'custom.*', from: at(0), to: at(5), text: 'note' };
    expect(ids(all)).toEqual(['note']);
    expect(ids({ ...all, state: 'accepted' })).toEqual([]);
  });

  test('is kept for its time and then forgotten, but never what still waits', async () => {
    const time = new ManualTime();
    const { outbox, commit, journal } = anOutbox({
      dataDir: aFolder(),
      ports: fakePorts({ time }),
      script: ({ delivery }) => answer(delivery.destination === 'down' ? 'transient' : 'accepted'),
    });
    commit(
      raised(aNotification('old'), ['here']),
      raised(aNotification('open'), ['down'], { expiresAt: at(40 * 86_400) }),
      raised(aNotification('new', { occurredAt: at(3_600) }), ['here']),
    );
    await time.advance(100);
    expect(journal.outbox.forget(at(60))).toEqual({ ok: true, value: 1 });
    expect(journal.outbox.forget(at(60))).toEqual({ ok: true, value: 0 });
    expect(outbox.list(everything).map(({ eventId }) => eventId)).toEqual(['new', 'open']);
    expect(outbox.get('dlv-old-here-0')).toBeNull();
  });
});

describe('the service level', () => {
  test('counts what ended, what reached a person, and how long it took', async () => {
    const time = new ManualTime();
    const { outbox, commit } = anOutbox({
      dataDir: aFolder(),
      ports: fakePorts({ time }),
      script: async ({ delivery }) => answer(delivery.destination === 'bad' ? 'permanent' : 'accepted'),
    });
    const critical = (id: string, given = {}) =>
      aNotification(id, { severity: 'CRITICAL', lifecycle: 'opens', alertKey: id, ...given });
    commit(
      raised(critical('acked'), ['ops', 'bad']),
      raised(critical('unheard'), ['ops']),
      raised(aNotification('quiet'), ['ops'], { suppressed: 'switched off' }),
      raised(aNotification('trial'), ['bad'], { test: true }),
      raised(aNotification('nobody'), []),
    );
    await time.advance(1_000);
    commit(raised(aNotification('ack', { lifecycle: 'acknowledges', alertKey: 'acked', occurredAt: at(60) }), []));
    await time.advance(4_000_000);
    const level = outbox.serviceLevel(at(0), instantOf(Date.parse(at(5_000))));
    expect(level.delivered).toEqual({ share: 2 / 3, good: 2, all: 3, goal: 0.999 });
    expect(level.escalationsReached).toEqual({ share: 0.5, good: 1, all: 2, goal: 0.95 });
    expect(level.byCarrier).toMatchObject([{ carrier: 'webhook', delivered: 2, failed: 1, waiting: 0, trouble: null }]);
    // Here nobody is to be told that `bad` refuses, either.
    expect(level.unmatched).toBe(3);
    expect(level.latencyMs).toEqual({ p50: 0, p99: 0 });
  });

  test('of nothing is nothing, not perfection', () => {
    const { outbox } = anOutbox({ dataDir: aFolder() });
    expect(outbox.serviceLevel(at(0), at(10))).toMatchObject({
      delivered: { share: null, all: 0 },
      escalationsReached: { share: null },
      latencyMs: { p50: null },
    });
  });

  test('takes the time between a crash and the next start for time in which nobody watched', () => {
    const dataDir = aFolder();
    const { outbox, commit } = anOutbox({ dataDir });
    const started = (seconds: number, sessionId: string) => ({
      type: 'session.started' as const,
      at: at(seconds),
      sessionId,
      host: 'headless' as const,
      version: '1',
      previousEnd: 'none' as const,
      awaySeconds: null,
    });
    commit(started(0, 'a'), { type: 'session.stopped', at: at(100), sessionId: 'a', reason: 'quit' });
    commit(started(200, 'b'), { type: 'token.revoked', at: at(260), tokenId: 't', actor: 'ops' });
    commit(started(300, 'c'));
    // 100 of the first, 60 of the second, which was killed, 100 of the third, of 400 in all.
    expect(outbox.serviceLevel(at(0), at(400)).availability).toMatchObject({ good: 260, all: 400 });
  });
});

describe('a destination that stops working', () => {
  test('is left alone, told of elsewhere once, tried now and then, and told of when it works again', async () => {
    const time = new ManualTime();
    let isDown = true;
    const { outbox, commit, sent, journal } = anOutbox({
      dataDir: aFolder(),
      ports: fakePorts({ time }),
      defaults: { Digest: { Enabled: false } },
      script: ({ delivery }) => answer(isDown && delivery.destination === 'down' ? 'transient' : 'accepted', { reply: 'busy' }),
      options: { plan: (event) => ['down', 'other'].map((to) => aDelivery(event, to, {}, 10)) },
    });
    for (let n = 0; n < 8; n += 1) commit(raised(aNotification(`e${n}`), ['down']));
    await time.advance(2_000);
    const events = () =>
      [...journal.replay.after(0, () => undefined)].flatMap((event) =>
        event.type === 'notification.raised' && event.event.type.startsWith('health.') ? [event.event] : [],
      );
    expect(events().map(({ type }) => type)).toEqual(['health.delivery-failing']);
    expect(sent.filter(({ eventId }) => eventId.startsWith('health.')).map(({ destination }) => destination)).toEqual(['other']);
    expect(outbox.serviceLevel(at(0), at(100)).byCarrier[0]?.trouble).toBe('down: busy.');
    const before = sent.length;
    await time.advance(25_000);
    expect(sent).toHaveLength(before);
    isDown = false;
    await time.advance(60_000);
    expect(events().map(({ type }) => type)).toEqual(['health.delivery-failing', 'health.delivery-recovered']);
    expect(outbox.counts().queued).toBe(0);
    expect(outbox.list({ ...everything, state: 'accepted' }).filter(({ eventId }) => /^e\d$/.test(eventId))).toHaveLength(8);
  });

  test('gets another chance when the settings change, and is told of only if it works then', async () => {
    const time = new ManualTime();
    const { commit, sent, journal } = anOutbox({
      dataDir: aFolder(),
      ports: fakePorts({ time }),
      script: () => answer('permanent', { destinationBroken: true }),
    });
    commit(raised(aNotification('e1'), ['down']));
    await time.advance(100);
    commit(raised(aNotification('e2'), ['down']));
    await time.advance(100);
    expect(sent).toHaveLength(1);
    commit({ type: 'notifications.changed', at: at(1), before: {}, after: {}, actor: 'ops' });
    await time.advance(100);
    expect(sent).toHaveLength(2);
    const told = [...journal.replay.after(0, () => undefined)].filter(({ type }) => type === 'notification.raised');
    expect(told).toHaveLength(3);
  });

  test('is still known not to work after a restart, and heard of when it does', async () => {
    const dataDir = aFolder();
    const time = new ManualTime();
    const first = anOutbox({
      dataDir,
      ports: fakePorts({ time }),
      script: () => answer('permanent', { destinationBroken: true, reply: 'gone' }),
    });
    first.commit(raised(aNotification('e1'), ['down']), raised(aNotification('e2'), ['down']));
    await time.advance(1_000);
    expect(first.sent.length).toBeLessThanOrEqual(2);
    first.crash();
    const second = anOutbox({ dataDir, ports: fakePorts({ time }) });
    second.commit(raised(aNotification('e3'), ['down']));
    await time.advance(60_000);
    const types = [...second.journal.replay.after(0, () => undefined)].flatMap((event) =>
      event.type === 'notification.raised' ? [event.event.type] : [],
    );
    expect(types.filter((type) => type.startsWith('health.'))).toEqual(['health.delivery-failing', 'health.delivery-recovered']);
  });
});
