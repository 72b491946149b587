import { describe, expect, test } from 'vitest';
import type { StreamItem } from '../../../shared/contract/stream';
import type { Context } from '../../../shared/domain/context';
import type { View } from '../../../shared/domain/view';
import { payroll } from '../testing/events';
import { ManualTime, settle } from '../testing/manual-clock';
import { createLiveFeed } from './live-feed';

const empty: View = {
  engine: {},
  contexts: {},
  sources: {},
  forecasts: {},
  plans: {},
  executions: {},
  participants: {},
  jobs: {},
  servers: {},
  instances: {},
  notices: {},
  incidents: {},
  findings: {},
  malformed: {},
};

function context(name: string): Context {
  return {
    contextId: payroll,
    name,
    profile: 'p',
    region: 'us-east-1',
    accountId: null,
    environment: 'production',
    colour: 'red',
    rehearsal: false,
  };
}

function aFeed() {
  const time = new ManualTime();
  const bugs: unknown[] = [];
  const feed = createLiveFeed({ session: 'ses_1', first: empty, wall: time.wall, onBug: (thrown) => bugs.push(thrown) });
  const offer = (name: string, urgency: 'now' | 'soon' = 'now') =>
    feed.offer({ ...feed.newest(), contexts: { [name]: context(name) } }, urgency);
  const read = (from: { session?: string; after?: number } = {}) => {
    const items: StreamItem[] = [];
    const stop = new AbortController();
    const ended = (async () => {
      for await (const item of feed.subscribe(from, stop.signal)) items.push(item);
    })();
    return { items, stop, ended };
  };
  return { feed, time, offer, read, bugs };
}

describe('the live feed', () => {
  test('every item says when it was sent, for readers whose clock is another', async () => {
    const { time, offer, read } = aFeed();
    await time.advance(5_000);
    const { items } = read();
    await settle();
    offer('a');
    await time.advance(200);
    expect(items.map(({ kind, sentAt }) => [kind, typeof sentAt])).toEqual([
      ['snapshot', 'string'],
      ['delta', 'string'],
    ]);
  });

  test('begins with a snapshot and goes on with numbered deltas', async () => {
    const { time, offer, read } = aFeed();
    const { items } = read();
    offer('a');
    await time.advance(200);
    offer('b');
    await time.advance(200);
    expect(items.map((item) => [item.kind, item.seq])).toEqual([
      ['snapshot', 0],
      ['delta', 1],
      ['delta', 2],
    ]);
    expect(items[2]).toMatchObject({
      changes: [
        { kind: 'put', collection: 'contexts', id: 'b' },
        { kind: 'remove', collection: 'contexts', id: 'a' },
      ],
    });
  });

  test('publishes the first change after a quiet while at once and gathers what follows for 100 ms', async () => {
    const { time, offer, read } = aFeed();
    const { items } = read();
    offer('a');
    await settle();
    expect(items).toHaveLength(2);
    offer('b');
    offer('c');
    await time.advance(99);
    expect(items).toHaveLength(2);
    await time.advance(1);
    expect(items).toHaveLength(3);
    expect(items[2]).toMatchObject({ seq: 2, changes: [{ id: 'c' }, { kind: 'remove', id: 'a' }] });
  });

  test('lets ages wait a second, and takes them along with news', async () => {
    const { time, offer, read } = aFeed();
    const { items } = read();
    offer('a');
    await settle();
    offer('b', 'soon');
    await time.advance(500);
    expect(items).toHaveLength(2);
    offer('c', 'now');
    await settle();
    expect(items).toHaveLength(3);
    offer('d', 'soon');
    await time.advance(1_000);
    expect(items).toHaveLength(4);
  });

  test('says nothing when nothing changed', async () => {
    const { feed, time, read } = aFeed();
    const { items } = read();
    feed.offer(feed.newest(), 'now');
    await time.advance(200);
    expect(items).toHaveLength(1);
  });

  test('resumes after the delta that was last held', async () => {
    const { time, offer, read } = aFeed();
    for (const name of ['a', 'b', 'c']) {
      offer(name);
      await time.advance(200);
    }
    const { items } = read({ session: 'ses_1', after: 1 });
    await settle();
    expect(items.map((item) => [item.kind, item.seq])).toEqual([
      ['delta', 2],
      ['delta', 3],
    ]);
  });

  test.each([
    ['another session', { session: 'ses_0', after: 1 }],
    ['a number not yet given', { session: 'ses_1', after: 7 }],
    ['a number no longer kept', { session: 'ses_1', after: 1 }],
  ])('gives a snapshot for %s', async (name, from) => {
    const { time, offer, read } = aFeed();
    for (let round = 0; round < (name.includes('kept') ? 1_005 : 2); round += 1) {
      offer(`x${round}`);
      await time.advance(100);
    }
    const { items } = read(from);
    await settle();
    expect(items.map((item) => item.kind)).toEqual(['snapshot']);
  });

  test('a subscriber that does not read costs nothing and finds a snapshot when it comes back', async () => {
    const { feed, time, offer } = aFeed();
    const slow = feed.subscribe({}, new AbortController().signal);
    expect((await slow.next()).value).toMatchObject({ kind: 'snapshot', seq: 0 });
    for (let round = 0; round < 1_005; round += 1) {
      offer(`x${round}`);
      await time.advance(100);
    }
    expect((await slow.next()).value).toMatchObject({ kind: 'snapshot', seq: 1_005 });
  });

  test('ends when asked to, and after what waits has gone out when it closes', async () => {
    const { feed, offer, read } = aFeed();
    const left = read();
    left.stop.abort();
    await left.ended;
    const stays = read();
    await settle();
    offer('a');
    feed.close();
    await stays.ended;
    expect(stays.items.map((item) => item.kind)).toEqual(['snapshot', 'delta']);
  });

  test('a listener that throws is reported and holds nobody up', async () => {
    const { feed, offer, bugs } = aFeed();
    const seen: View[] = [];
    feed.onPublished(() => {
      throw new Error('bug');
    });
    feed.onPublished((view) => seen.push(view));
    offer('a');
    await settle();
    expect([bugs.length, seen.length]).toEqual([1, 1]);
  });
});
