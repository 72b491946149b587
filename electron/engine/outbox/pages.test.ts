import { expect, test } from 'vitest';
import { aFolder } from '../testing/a-folder';
import { fakePorts } from '../testing/fakes';
import { ManualTime } from '../testing/manual-clock';
import { aNotification, anOutbox, answer, raised, type Sent } from './testing/an-outbox';

const slack = { carrier: 'slack-webhook' } as const;

function page(eventId: string, lifecycle: 'opens' | 'updates' | 'closes', threadKey: string, alertKey = 'plan') {
  return aNotification(eventId, { lifecycle, alertKey, threadKey });
}

/** In the order in which each was tried last. */
function lastTries(sent: readonly Sent[]): string[] {
  return [...new Set(sent.map(({ eventId }) => eventId).reverse())].reverse();
}

function downFor(...eventIds: readonly string[]) {
  const down = new Set(eventIds);
  const box = anOutbox({
    dataDir: aFolder(),
    ports: fakePorts({ time: new ManualTime() }),
    defaults: { Digest: { Enabled: false } },
    script: ({ delivery }) => answer(down.has(delivery.eventId) ? 'transient' : 'accepted'),
  });
  return { ...box, mend: () => down.clear(), heard: () => lastTries(box.sent) };
}

test('the end of a page waits for its beginning in another thread, and what follows in its thread waits behind it', async () => {
  const { commit, ports, mend, sent, heard } = downFor('open');
  commit(raised(page('open', 'opens', 'execution:A'), ['here'], slack));
  await ports.time.advance(100);
  commit(
    raised(page('close', 'closes', 'execution:B'), ['here'], slack),
    raised(aNotification('after', { threadKey: 'execution:B' }), ['here'], slack),
    raised(page('elsewhere', 'closes', 'execution:B'), ['there'], slack),
    raised(page('other', 'closes', 'execution:C', 'another'), ['here'], slack),
  );
  await ports.time.advance(500);
  expect(new Set(heard())).toEqual(new Set(['open', 'elsewhere', 'other']));
  mend();
  await ports.time.advance(120_000);
  expect(heard()).toEqual(['elsewhere', 'other', 'open', 'close', 'after']);
  expect(sent.filter(({ eventId }) => eventId === 'close')).toHaveLength(1);
});

test('a page that is opened again does not overtake its end', async () => {
  const { commit, ports, mend, heard } = downFor('open');
  commit(raised(page('open', 'opens', 'execution:A'), ['here'], slack));
  await ports.time.advance(100);
  commit(
    raised(page('close', 'closes', 'execution:B'), ['here'], slack),
    raised(page('again', 'opens', 'execution:C'), ['here'], slack),
  );
  mend();
  await ports.time.advance(120_000);
  expect(heard()).toEqual(['open', 'close', 'again']);
});

test('two threads that wait crosswise both come to their end', async () => {
  const { commit, ports, mend, heard, outbox } = downFor('open-1', 'open-2');
  commit(
    raised(page('open-1', 'opens', 'execution:A', 'one'), ['here'], slack),
    raised(page('open-2', 'opens', 'execution:B', 'two'), ['here'], slack),
    raised(page('close-2', 'closes', 'execution:A', 'two'), ['here'], slack),
    raised(page('close-1', 'closes', 'execution:B', 'one'), ['here'], slack),
  );
  await ports.time.advance(100);
  mend();
  await ports.time.advance(120_000);
  const order = heard();
  expect(order.indexOf('open-1')).toBeLessThan(order.indexOf('close-1'));
  expect(order.indexOf('open-2')).toBeLessThan(order.indexOf('close-2'));
  expect(outbox.counts()).toMatchObject({ queued: 0, sending: 0 });
});

test('the wait is over when the beginning is a dead letter, and is taken up after a restart', async () => {
  const dataDir = aFolder();
  const time = new ManualTime();
  let isRefused = false;
  const given = {
    dataDir,
    ports: fakePorts({ time }),
    script: () => answer(isRefused ? 'permanent' : 'transient'),
  };
  const first = anOutbox(given);
  first.commit(raised(page('open', 'opens', 'execution:A'), ['here'], slack));
  await time.advance(100);
  first.commit(raised(page('close', 'closes', 'execution:B'), ['here'], slack));
  await time.advance(100);
  first.crash();
  const second = anOutbox({ ...given, ports: fakePorts({ time }) });
  isRefused = true;
  await time.advance(120_000);
  expect(first.sent.filter(({ eventId }) => eventId === 'close')).toEqual([]);
  expect(lastTries(second.sent)).toEqual(['open', 'close']);
});

test('what is critical does not wait for what quiet hours hold', async () => {
  const { commit, ports, sent } = anOutbox({
    dataDir: aFolder(),
    defaults: { QuietHours: { Enabled: true, From: '00:00', To: '23:59', TimeZone: 'UTC' } },
  });
  const worse = aNotification('worse', { ...page('worse', 'updates', 'execution:B'), severity: 'CRITICAL' });
  commit(raised(page('open', 'opens', 'execution:A'), ['here'], slack), raised(worse, ['here'], slack));
  await ports.time.advance(100);
  expect(sent.map(({ eventId }) => eventId)).toEqual(['worse']);
});
