import { z } from 'zod';
import { expect, test } from '../fixtures';
import { tempDir } from '../processes';
import { POLICIES, type Served, startServe } from '../serve';
import { E1, E2, endingOf, hasEnded } from './executions';
import {
  channelsTo,
  HOOK,
  historyOf,
  layDown,
  type Mailbox,
  mailThrough,
  PAGERDUTY,
  SECRETS,
  startMailbox,
  startReceivers,
  TEAMS,
} from './notify';
import type { Receiver } from './receiver';

/** What people hear of the default drill and its variants: each once, in the right words, and nothing that is not so. */

const Page = z.object({
  event_action: z.string(),
  dedup_key: z.string(),
  routing_key: z.string(),
  payload: z.looseObject({ summary: z.string(), severity: z.string() }).optional(),
});
const SlackMessage = z.looseObject({ text: z.string(), blocks: z.array(z.looseObject({ type: z.string() })) });

interface Heard {
  readonly serve: Served;
  readonly receiver: Receiver;
  readonly mailbox: Mailbox;
  end(): Promise<void>;
}

/** A rehearsal in which one configuration tells every channel of everything that is HIGH or worse, and of its end. */
async function rehearse(dataDir: string, args: readonly string[] = []): Promise<Heard> {
  const receiver = await startReceivers();
  const mailbox = await startMailbox();
  await layDown(dataDir, {
    Notifications: [
      {
        NotificationId: 'drill',
        Name: 'Drill',
        EventFilters: { EventTypes: ['execution.*', 'server.*', 'drs.*'], Severities: ['HIGH', 'CRITICAL'] },
        Channels: Object.values(channelsTo(receiver)),
      },
      {
        NotificationId: 'again',
        Name: 'The same people again',
        EventFilters: { EventTypes: ['execution.*', 'server.*', 'drs.*'], Severities: ['HIGH', 'CRITICAL'] },
        Channels: [channelsTo(receiver).mail],
      },
    ],
    // A storm's digest would make one of many; here each is counted.
    Defaults: { Mail: mailThrough(mailbox), Digest: { Enabled: false } },
  });
  const serve = await startServe(['--data-dir', dataDir, '--rehearse', 'payroll-drill', ...POLICIES, '--speed', '300', ...args]);
  return {
    serve,
    receiver,
    mailbox,
    async end() {
      expect(await serve.stop()).toBe(0);
      await Promise.all([receiver.close(), mailbox.close()]);
    },
  };
}

const waitsFor = { timeout: 120_000 };
const pagesIn = (receiver: Receiver) => receiver.to(PAGERDUTY).map(({ body }) => Page.parse(JSON.parse(body)));
const titlesIn = (receiver: Receiver) => receiver.to(SECRETS.slack).map(({ body }) => SlackMessage.parse(JSON.parse(body)).text);

/** Everything that was queued has ended. */
async function allEnded(serve: Served): Promise<boolean> {
  return (await historyOf(serve)).every(({ state }) => state !== 'queued' && state !== 'sending');
}

test.describe('a drill, as people hear of it', () => {
  test.setTimeout(240_000);

  // One drill, played to its end; each of these tests reads another side of what people heard.
  let heardOf: Heard;
  let folder: Awaited<ReturnType<typeof tempDir>>;
  test.beforeAll(async () => {
    test.setTimeout(240_000);
    folder = await tempDir();
    heardOf = await rehearse(folder.path);
    const { serve } = heardOf;
    await expect.poll(() => endingOf(serve, E1), waitsFor).toBe('FAILED []');
    await expect.poll(() => endingOf(serve, E2), waitsFor).toBe('COMPLETED []');
    await expect.poll(() => hasEnded(serve), waitsFor).toBe(true);
    await expect.poll(() => allEnded(serve), waitsFor).toBe(true);
  });
  test.afterAll(async () => {
    await heardOf.end();
    await folder.remove();
  });

  test('each is told of the failure once, through every channel, with its cause and the word REHEARSAL', async () => {
    const { serve, receiver, mailbox } = heardOf;
    const history = await historyOf(serve);
    const heard = history.map(({ eventId, destination, step }) => `${eventId} ${destination} ${step}`);
    expect(new Set(heard).size).toBe(heard.length);
    expect(history.filter(({ state }) => state === 'failed' || state === 'expired')).toEqual([]);
    const ofE1 = history.filter(({ executionId, channel }) => executionId === E1 && channel === 'WEBHOOK');
    const types = ofE1.map(({ eventType }) => eventType);
    expect(types.filter((type) => type === 'execution.failed')).toHaveLength(1);
    expect(types.filter((type) => type === 'server.launch-failed')).toHaveLength(1);

    const slack = titlesIn(receiver);
    expect(slack.every((text) => text.includes('REHEARSAL'))).toBe(true);
    expect(slack.join('\n')).toMatch(/failed/i);
    const a03 = receiver.to(SECRETS.slack).filter(({ body }) => body.includes('app-03'));
    expect(a03.length).toBeGreaterThan(0);

    const mails = mailbox.mails.filter((mail) => /failed/i.test(mail.subject ?? ''));
    for (const address of ['dr-team@example.com', 'chief@example.com']) {
      const own = mails.filter((mail) => JSON.stringify(mail.to).includes(address));
      expect(own.map(({ subject }) => subject)).toHaveLength(new Set(own.map(({ subject }) => subject)).size);
      expect(own.length).toBeGreaterThanOrEqual(2);
    }
    const [mail] = mails;
    expect(mail?.subject).toContain('REHEARSAL');
    expect(mail?.text).toMatch(/Payroll DR/);
    expect(String(mail?.html)).toContain('REHEARSAL');
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated');
    // Nobody sees who else was told.
    expect(
      mailbox.mails.some((one) => /chief/.test(JSON.stringify(one.to)) && /dr-team/.test(JSON.stringify([one.to, one.cc]))),
    ).toBe(false);

    expect(receiver.to(TEAMS).length).toBeGreaterThan(0);
    const hook = receiver.to(HOOK);
    expect(new Set(hook.map(({ headers }) => headers['webhook-id'])).size).toBe(hook.length);
    expect(
      hook.every(({ headers }) => headers['x-api-key'] === SECRETS.header && /^v1,/.test(String(headers['webhook-signature']))),
    ).toBe(true);
  });

  test('what opened a page closes it: pauses by their resumption', async () => {
    const pages = pagesIn(heardOf.receiver);
    expect(pages.every(({ routing_key }) => routing_key === SECRETS.key)).toBe(true);
    const triggered = pages.filter(({ event_action }) => event_action === 'trigger');
    expect(triggered.map(({ payload }) => payload?.summary).join('\n')).toMatch(/REHEARSAL/);
    const resolved = pages.filter(({ event_action }) => event_action === 'resolve').map(({ dedup_key }) => dedup_key);
    expect(resolved.length).toBeGreaterThan(0);
    for (const key of resolved) {
      const order = pages.filter(({ dedup_key }) => dedup_key === key).map(({ event_action }) => event_action);
      expect(order[0]).toBe('trigger');
      expect(order.at(-1)).toBe('resolve');
    }
  });

  test('the history is filtered by state, channel, event, execution, time and words', async () => {
    const { serve } = heardOf;
    const all = await historyOf(serve);
    const [newest] = all;
    const at = newest?.queuedAt ?? '';
    for (const [query, keeps] of [
      ['&state=accepted', (one) => one.state === 'accepted'],
      ['&channel=SLACK', (one) => one.channel === 'SLACK'],
      ['&event=server.*', (one) => one.eventType.startsWith('server.')],
      [`&execution=${E1}`, (one) => one.executionId === E1],
      [`&from=${at}`, (one) => one.queuedAt >= at],
      [`&to=${at}`, (one) => one.queuedAt <= at],
    ] as readonly (readonly [string, (one: (typeof all)[number]) => boolean])[]) {
      const found = await historyOf(serve, query);
      expect(found.length, query).toBeGreaterThan(0);
      expect(found.every(keeps), query).toBe(true);
    }
    expect((await historyOf(serve, '&text=chief')).every(({ destinationLabel }) => destinationLabel.includes('chief'))).toBe(
      true,
    );
    expect(await serve.get('/notifications/service-level')).toMatchObject({ delivered: { goal: 0.999 } });
  });
});

test.describe('a drill that goes well, as people hear of it', () => {
  test.setTimeout(240_000);
  test.describe.configure({ mode: 'parallel' });

  for (const [variant, words, of] of [
    ['A', 'a launch that DRS retries by itself', E1],
    ['B', 'a run that ends PARTIAL with every server launched', E2],
  ] as const)
    test(`variant ${variant}: nobody hears of a failure for ${words}`, async ({ dataDir }) => {
      const { serve, end } = await rehearse(dataDir, ['--variant', variant]);
      await expect.poll(() => endingOf(serve, of), waitsFor).toMatch(/^COMPLETED/);
      await expect.poll(() => allEnded(serve), waitsFor).toBe(true);
      const types = (await historyOf(serve, `&execution=${of}`)).map(({ eventType }) => eventType);
      expect(types.filter((type) => /failed|failures/.test(type))).toEqual([]);
      // Others of the drill were told: it is not that nobody listens.
      expect((await historyOf(serve)).length).toBeGreaterThan(0);
      await end();
    });
});
