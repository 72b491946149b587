import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { OnCallSettings } from '../../../../shared/domain/alerting/on-call/settings';
import { createOutgoingHttp } from '../../channels/http/create-outgoing-http';
import { type FaultReceiver, startFaultReceiver } from '../../channels/testing/fault-receiver';
import { answer, answerJson, faults } from '../../channels/testing/faults';
import { aFolder } from '../../testing/a-folder';
import { fakePorts } from '../../testing/fakes';
import { openFeedFile } from './feed-file';
import { type Feeds, followFeeds, LOOK_EVERY_MS } from './feeds';

let receiver: FaultReceiver;
beforeEach(async () => {
  receiver = await startFaultReceiver();
  onTestFinished(() => receiver.close());
});

const calendar = (...names: readonly string[]) =>
  [
    'BEGIN:VCALENDAR',
    ...names.flatMap((name, index) => [
      'BEGIN:VEVENT',
      `UID:${index}`,
      `SUMMARY:${name}`,
      `DTSTART:2026031${4 + index}T000000Z`,
      'DURATION:P1D',
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ].join('\r\n');

const people = [{ id: 'ada', name: 'Ada' }];

async function following(source: object, dataDir = aFolder()) {
  const ports = fakePorts();
  const opened = await openFeedFile(dataDir, ports.wall.now());
  if (!opened.ok) throw new Error(opened.error.message);
  let looked = 0;
  const settings = OnCallSettings.parse({ people, schedules: [{ id: 's', name: 's', source }] });
  const http = createOutgoingHttp({ wall: ports.wall, allowedPrivateHosts: () => [], onlyLoopback: true });
  const feeds: Feeds = followFeeds({
    ports,
    http,
    file: opened.value.document,
    settings: () => settings,
    value: async () => null,
    onLooked: () => {
      looked += 1;
    },
  });
  onTestFinished(() => {
    feeds.stop();
    http.close();
  });
  const names = () => feeds.shifts().s?.map((shift) => shift.names.join());
  return { feeds, ports, names, dataDir, looks: () => looked };
}

const ical = (path = '/a.ics', rest: object = {}) => ({ kind: 'ical', secretUrl: receiver.url(path), ...rest });

test('a calendar is read, and then only asked whether it has changed', async () => {
  receiver.behave((request) =>
    request.headers['if-none-match'] === '"1"' ? answer(304) : answer(200, calendar('Ada', 'Ben'), { etag: '"1"' }),
  );
  const { feeds, names } = await following(ical());
  await feeds.look();
  await feeds.look();
  expect(names()).toEqual(['Ada', 'Ben']);
  expect(receiver.requests.map(({ headers }) => headers['if-none-match'])).toEqual([undefined, '"1"']);
  expect(feeds.states()).toMatchObject([{ problem: null, troubles: [] }]);
});

test('it is looked at every ten minutes', async () => {
  receiver.behave(answer(200, calendar('Ada')));
  const { feeds, ports, looks } = await following(ical());
  feeds.start();
  await expect.poll(looks).toBe(1);
  await ports.time.advance(LOOK_EVERY_MS - 1000);
  expect(looks()).toBe(1);
  await ports.time.advance(1000);
  await expect.poll(looks).toBe(2);
});

test.each([
  ['vanishes', answer(404), 'answered 404'],
  ['asks to sign in', answer(200, '<html>Sign in</html>'), 'no whole iCalendar'],
  ['is cut', answer(200, calendar('Ada').slice(0, -5)), 'end is missing'],
  ['breaks off', faults.resetAfterReading, '127.0.0.1'],
  ['is endless', answer(200, `${calendar('Ada')}${' '.repeat(2 * 1024 * 1024)}`), 'larger than 2 MB'],
])('a calendar that %s leaves the last good copy in place, and says so', async (_, fault, words) => {
  receiver.behave(answer(200, calendar('Ada')));
  const { feeds, names } = await following(ical());
  await feeds.look();
  receiver.behave(fault);
  await feeds.look();
  expect(names()).toEqual(['Ada']);
  expect(feeds.states()[0]?.problem).toContain(words);
  expect(feeds.states()[0]?.fetchedAt).not.toBeNull();
});

test('the last copy is there after a restart without a network', async () => {
  receiver.behave(answer(200, calendar('Ada')));
  const first = await following(ical());
  await first.feeds.look();
  first.feeds.stop();
  const second = await following(ical(), first.dataDir);
  expect(second.names()).toEqual(['Ada']);
});

test('another address is another feed: the old copy is not taken for it', async () => {
  receiver.behave(answer(200, calendar('Ada')));
  const first = await following(ical());
  await first.feeds.look();
  const second = await following(ical('/b.ics'), first.dataDir);
  expect(second.names()).toBeUndefined();
});

test('what stands in the overriding calendar is marked', async () => {
  receiver.behave(answer(200, calendar('Ada')), '/a.ics');
  receiver.behave(answer(200, calendar('Ben')), '/b.ics');
  const { feeds } = await following(ical('/a.ics', { overrideSecretUrl: receiver.url('/b.ics') }));
  await feeds.look();
  expect(feeds.shifts().s?.map(({ names, isOverride }) => [names[0], isOverride])).toEqual([
    ['Ada', false],
    ['Ben', true],
  ]);
});

test('PagerDuty is read page by page; only first levels are shifts', async () => {
  const entry = (email: string, level: number, start: string | null, end: string | null) => ({
    user: { id: 'P1', summary: 'x', email },
    schedule: null,
    escalation_policy: { id: 'E' },
    escalation_level: level,
    start,
    end,
  });
  receiver.behave(({ path }) => {
    const isFirst = path.includes('offset=0');
    const day = isFirst ? '14' : '15';
    const own = entry(
      isFirst ? 'ada@example.com' : 'ben@example.com',
      1,
      `2026-03-${day}T00:00:00Z`,
      `2026-03-${day}T12:00:00+00:00`,
    );
    return answerJson(200, { oncalls: [own, entry('boss@example.com', 2, null, null)], more: isFirst, limit: 100, offset: 0 });
  });
  const source = { kind: 'pagerduty', apiKey: 'k3y', scheduleIds: ['PS'], policyIds: ['PE'], apiUrl: receiver.origin };
  const { feeds, names } = await following(source);
  await feeds.look();
  expect(names()).toEqual(['ada@example.com', 'ben@example.com']);
  const [request] = receiver.requests;
  expect(request?.headers).toMatchObject({
    authorization: 'Token token=k3y',
    accept: 'application/vnd.pagerduty+json;version=2',
  });
  expect(decodeURIComponent(request?.path ?? '')).toContain('schedule_ids[]=PS&escalation_policy_ids[]=PE');
  receiver.behave(answer(401));
  await feeds.look();
  expect(feeds.states()[0]?.problem).toContain('API key');
  expect(names()).toEqual(['ada@example.com', 'ben@example.com']);
});
