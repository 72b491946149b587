import { describe, expect, test } from 'vitest';
import { instantOf } from '../../../shared/domain/primitives';
import { aFolder } from '../testing/a-folder';
import { at } from '../testing/events';
import { fakePorts } from '../testing/fakes';
import { ManualTime } from '../testing/manual-clock';
import { aNotification, anOutbox, answer, raised } from './testing/an-outbox';

describe('a storm', () => {
  test('is told one by one up to the threshold, then as one message at the end of the window; critical never waits', async () => {
    const { outbox, commit, sent, ports } = anOutbox({
      dataDir: aFolder(),
      defaults: { Digest: { Threshold: 3, WindowSeconds: 60 } },
    });
    for (let n = 0; n < 8; n += 1) commit(raised(aNotification(`e${n}`)));
    commit(raised(aNotification('urgent', { severity: 'CRITICAL' })));
    await ports.time.advance(30_000);
    expect(sent.map(({ eventId }) => eventId).sort()).toEqual(['e0', 'e1', 'e2', 'urgent']);
    await ports.time.advance(31_000);
    expect(sent).toHaveLength(5);
    expect(sent.at(-1)).toMatchObject({ eventId: 'e3', text: 'e3, e4, e5, e6, e7' });
    expect(outbox.get('dlv-e3-here-0')).toMatchObject({ state: 'accepted', digested: 4 });
    expect(outbox.get('dlv-e7-here-0')).toMatchObject({ state: 'suppressed', reason: 'In the digest dlv-e3-here-0.' });
    commit(raised(aNotification('late'), ['here'], {}, 62));
    await ports.time.advance(120_000);
    expect(sent.at(-1)).toMatchObject({ eventId: 'late', text: 'late' });
  });

  test('gathers nothing for PagerDuty, for tests, and where digests are off', async () => {
    const digest = { Digest: { Threshold: 1, WindowSeconds: 60 } };
    const one = anOutbox({ dataDir: aFolder(), defaults: digest });
    for (let n = 0; n < 5; n += 1)
      one.commit(
        raised(aNotification(`p${n}`), ['pages'], { carrier: 'pagerduty' }),
        raised(aNotification(`t${n}`), ['tests'], { test: true }),
      );
    await one.ports.time.advance(100);
    expect(one.sent).toHaveLength(10);
    const other = anOutbox({ dataDir: aFolder(), defaults: { Digest: { Enabled: false, Threshold: 1 } } });
    for (let n = 0; n < 5; n += 1) other.commit(raised(aNotification(`e${n}`)));
    await other.ports.time.advance(100);
    expect(other.sent).toHaveLength(5);
  });

  test('that was being gathered when the console died is gathered again', async () => {
    const dataDir = aFolder();
    const time = new ManualTime();
    const given = { dataDir, defaults: { Digest: { Threshold: 2, WindowSeconds: 60 } } };
    const first = anOutbox({ ...given, ports: fakePorts({ time }) });
    for (let n = 0; n < 5; n += 1) first.commit(raised(aNotification(`e${n}`)));
    await time.advance(10_000);
    expect(first.sent).toHaveLength(2);
    first.crash();
    const second = anOutbox({ ...given, ports: fakePorts({ time }) });
    await time.advance(61_000);
    expect(second.sent.map(({ text }) => text)).toEqual(['e2, e3, e4']);
  });
});

describe('quiet hours', () => {
  const quiet = { QuietHours: { Enabled: true, From: '22:00', To: '07:00', TimeZone: 'Europe/Berlin' } };
  /** 23:00 in Berlin, on the night in which summer begins. */
  const night = Date.parse('2026-03-28T22:00:00.000Z');

  test('hold what is not excepted until they end, by the clock on the wall; then it leaves as one', async () => {
    const time = new ManualTime({ at: instantOf(night) });
    const { commit, sent } = anOutbox({ dataDir: aFolder(), defaults: quiet, ports: fakePorts({ time }) });
    const far = { queuedAt: instantOf(night), expiresAt: instantOf(night + 24 * 3_600_000) };
    commit(
      raised(aNotification('e1'), ['here'], far),
      raised(aNotification('e2'), ['here'], far),
      raised(aNotification('urgent', { severity: 'CRITICAL' }), ['here'], far),
      raised(aNotification('closed', { lifecycle: 'closes', alertKey: 'k' }), ['pages'], { ...far, carrier: 'pagerduty' }),
    );
    await time.advance(7 * 3_600_000 - 60_000);
    expect(sent.map(({ eventId }) => eventId).sort()).toEqual(['closed', 'urgent']);
    await time.advance(60_000);
    expect(sent.slice(2).map(({ text }) => text)).toEqual(['e1, e2']);
  });
});

describe('an escalation', () => {
  const opening = aNotification('opened', { lifecycle: 'opens', alertKey: 'k', severity: 'HIGH' });
  const later = { step: 1 as const, notBefore: at(900) };

  test('goes out at its time where nobody answered', async () => {
    const { commit, sent, ports } = anOutbox({ dataDir: aFolder() });
    commit(raised(opening, ['boss'], later));
    await ports.time.advance(899_000);
    expect(sent).toEqual([]);
    await ports.time.advance(2_000);
    expect(sent.map(({ destination }) => destination)).toEqual(['boss']);
  });

  test.each([
    [
      'acknowledged',
      aNotification('ack', { lifecycle: 'acknowledges', alertKey: 'k', acknowledgement: { by: 'ops', note: null } }),
    ],
    ['resolved', aNotification('closed', { lifecycle: 'closes', alertKey: 'k' })],
  ])('does not where it was %s in time', async (word, answered) => {
    const dataDir = aFolder();
    const time = new ManualTime();
    const first = anOutbox({ dataDir, ports: fakePorts({ time }) });
    first.commit(
      raised(opening, ['boss'], later),
      raised(aNotification('other', { ...opening, eventId: 'other' }), ['chief'], later),
    );
    await time.advance(1_000);
    first.commit(raised(answered, []));
    await time.advance(1_000);
    expect(first.outbox.get('dlv-opened-boss-1')).toMatchObject({ state: 'suppressed' });
    expect(first.outbox.get('dlv-opened-boss-1')?.reason?.toLowerCase()).toContain(word);
    await time.advance(1_000_000);
    expect(first.sent).toEqual([]);
  });

  test('is judged at its time by what the tables say', async () => {
    const dataDir = aFolder();
    const time = new ManualTime();
    const first = anOutbox({ dataDir, ports: fakePorts({ time }), isStarted: false });
    first.commit(
      raised(opening, ['boss'], later),
      raised(aNotification('ack', { lifecycle: 'acknowledges', alertKey: 'k' }), []),
    );
    first.crash();
    const second = anOutbox({ dataDir, ports: fakePorts({ time }) });
    await time.advance(1_000_000);
    expect(second.sent).toEqual([]);
    expect(second.outbox.get('dlv-opened-boss-1')).toMatchObject({
      state: 'suppressed',
      reason: 'Acknowledged before it was due.',
    });
  });
});

describe('what was resolved before anybody heard of it', () => {
  const opens = aNotification('open', { lifecycle: 'opens', alertKey: 'k', threadKey: 't' });
  const closes = aNotification('close', { lifecycle: 'closes', alertKey: 'k', threadKey: 't' });

  async function stuck(carrier: 'webhook' | 'pagerduty') {
    const box = anOutbox({ dataDir: aFolder(), rate: { perSecond: 0.1, burst: 1 } });
    box.commit(raised(aNotification('first'), ['here'], { carrier }));
    await box.ports.time.advance(10);
    box.commit(raised(opens, ['here'], { carrier }));
    await box.ports.time.advance(2_000);
    box.commit(raised(closes, ['here'], { carrier }));
    await box.ports.time.advance(60_000);
    return box;
  }

  test('is told as one message where people read', async () => {
    const { sent, outbox } = await stuck('webhook');
    expect(sent.map(({ text }) => text)).toEqual(['first', 'open, close']);
    expect(outbox.get('dlv-open-here-0')).toMatchObject({ state: 'suppressed' });
  });

  test('pages nobody', async () => {
    const { sent, outbox } = await stuck('pagerduty');
    expect(sent.map(({ text }) => text)).toEqual(['first']);
    expect(outbox.get('dlv-close-here-0')).toMatchObject({
      state: 'suppressed',
      reason: 'Nothing of what it resolves had been sent.',
    });
  });

  test('but what may have been heard is told to its end', async () => {
    let isDown = true;
    const { commit, sent, ports } = anOutbox({ dataDir: aFolder(), script: () => answer(isDown ? 'transient' : 'accepted') });
    commit(raised(opens, ['here'], { carrier: 'pagerduty' }));
    await ports.time.advance(2_000);
    commit(raised(closes, ['here'], { carrier: 'pagerduty' }));
    isDown = false;
    await ports.time.advance(60_000);
    expect(sent.map(({ eventId }) => eventId).slice(-2)).toEqual(['open', 'close']);
  });
});
