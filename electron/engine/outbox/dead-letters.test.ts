import { expect, test } from 'vitest';
import { aFolder } from '../testing/a-folder';
import { at } from '../testing/events';
import { fakePorts } from '../testing/fakes';
import { ManualTime } from '../testing/manual-clock';
import { aDelivery, aNotification, anOutbox, answer, raised } from './testing/an-outbox';

function refusing() {
  const time = new ManualTime();
  const state = { isRefusing: true };
  const box = anOutbox({
    dataDir: aFolder(),
    ports: fakePorts({ time }),
    defaults: { Digest: { Enabled: false } },
    script: ({ delivery }) =>
      state.isRefusing && delivery.destination === 'hook'
        ? answer('permanent', { status: 400, reply: 'no_text' })
        : answer('accepted'),
    options: { plan: (event) => [aDelivery(event, 'hook'), aDelivery(event, 'other', { carrier: 'email-smtp' })] },
  });
  const told = () =>
    [...box.journal.replay.after(0, () => undefined)].flatMap((event) =>
      event.type === 'notification.raised' && event.event.type.startsWith('health.') ? [event.event] : [],
    );
  return { ...box, time, state, told, trouble: () => box.outbox.serviceLevel(at(0), at(3_600)).byCarrier.at(-1)?.trouble };
}

test('dead letters are told of once a destination, until something arrives there', async () => {
  const { commit, time, state, told, sent, trouble } = refusing();
  for (let n = 0; n < 6; n += 1) commit(raised(aNotification(`e${n}`), ['hook']));
  await time.advance(1_000);
  expect(told().map(({ type }) => type)).toEqual(['health.delivery-failing']);
  expect(told()[0]?.summary).toContain('Answer 400: no_text.');
  expect(sent.filter(({ eventId }) => eventId.startsWith('health.')).map(({ destination }) => destination)).toEqual(['other']);
  expect(trouble()).toMatch(/^6 dead letters, the last at \d\d:\d\d UTC: Answer 400: no_text\.$/);
  state.isRefusing = false;
  commit(raised(aNotification('fine'), ['hook'], {}, 2));
  await time.advance(1_000);
  expect(told().map(({ type }) => type)).toEqual(['health.delivery-failing', 'health.delivery-recovered']);
  expect(trouble()).toBeNull();
  state.isRefusing = true;
  commit(raised(aNotification('again'), ['hook'], {}, 3));
  await time.advance(1_000);
  expect(told()).toHaveLength(3);
});

test('a test that is refused tells nobody', async () => {
  const { commit, time, told, trouble } = refusing();
  commit(raised(aNotification('trial'), ['hook'], { test: true }));
  await time.advance(1_000);
  expect(told()).toEqual([]);
  expect(trouble()).toBeUndefined();
});

test('what waits after a failed attempt is said', async () => {
  const time = new ManualTime();
  const { outbox, commit } = anOutbox({ dataDir: aFolder(), ports: fakePorts({ time }), script: () => answer('transient') });
  commit(raised(aNotification('e1')), raised(aNotification('e2')), raised(aNotification('e3')));
  await time.advance(5);
  expect(outbox.serviceLevel(at(0), at(60)).byCarrier[0]?.trouble).toBe('3 wait after failed attempts.');
});

test('a channel that cannot be used any more is told of like one that refuses', async () => {
  const { journal, commit, ports } = anOutbox({ dataDir: aFolder(), options: { channelOf: () => null } });
  commit(raised(aNotification('e1')), raised(aNotification('e2')));
  await ports.time.advance(1_000);
  const types = [...journal.replay.after(0, () => undefined)].flatMap((event) =>
    event.type === 'notification.raised' ? [event.event.type] : [],
  );
  expect(types.filter((type) => type === 'health.delivery-failing')).toHaveLength(1);
});
