import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ManualTime } from '../testing/manual-clock';
import type { SendJob, ThreadRef } from './channel';
import { slackBot } from './slack-bot';
import { slackWebhook } from './slack-webhook';
import { aSendJob, channelTools } from './testing/a-send-job';
import { type FaultReceiver, startFaultReceiver } from './testing/fault-receiver';
import { answer, answerJson, type Fault, faults } from './testing/faults';
import { slackTroubles } from './testing/slack-limits';

const POST = '/api/chat.postMessage';
const UPDATE = '/api/chat.update';
const root: ThreadRef = { root: '100.1', latest: '100.1', place: 'C1' };
let receiver: FaultReceiver;
let tools: ReturnType<typeof channelTools>;

beforeEach(async () => {
  receiver = await startFaultReceiver();
  receiver.behave((_request, nth) => answerJson(200, { ok: true, channel: 'C1', ts: `100.${nth}` }), POST);
  receiver.behave(answerJson(200, { ok: true, channel: 'C1', ts: '100.1' }), UPDATE);
  tools = channelTools(new ManualTime());
});
afterEach(async () => {
  tools.close();
  await receiver.close();
});

const job = (more: Partial<Parameters<typeof aSendJob>[0]> = {}): SendJob =>
  aSendJob({
    carrier: 'slack-bot',
    configuration: { BotToken: 'xoxb-s3cr3t-token', Channel: '#dr', ApiUrl: `${receiver.origin}/api/` },
    ...more,
  });
const bodies = (path: string) => receiver.to(path).map(({ body }) => JSON.parse(body));
const refused = (error: string): Fault => answerJson(200, { ok: false, error });

describe('a thread', () => {
  test('begins with a message, whose place is remembered', async () => {
    const sent = await slackBot.send(job(), tools);
    expect(sent).toMatchObject({
      outcome: 'delivered',
      status: 200,
      providerId: '100.1',
      thread: { root: '100.1', latest: '100.1', place: 'C1' },
    });
    expect(bodies(POST)[0]).toMatchObject({ channel: '#dr', text: expect.stringContaining(job().event.title) });
    expect(bodies(POST)[0]).not.toHaveProperty('thread_ts');
    expect(receiver.requests[0]?.headers.authorization).toBe('Bearer xoxb-s3cr3t-token');
    expect(slackTroubles(bodies(POST)[0])).toEqual([]);
  });

  test('goes on with an answer, and its first message then shows the newest state', async () => {
    receiver.behave(answerJson(200, { ok: true, channel: 'C1', ts: '200.2' }), POST);
    const sent = await slackBot.send(job({ thread: root }), tools);
    expect(sent).toMatchObject({
      outcome: 'delivered',
      providerId: '200.2',
      thread: { root: '100.1', latest: '200.2', place: 'C1' },
    });
    expect(bodies(POST)).toMatchObject([{ channel: '#dr', thread_ts: '100.1' }]);
    expect(bodies(UPDATE)).toMatchObject([{ channel: 'C1', ts: '100.1', text: bodies(POST)[0].text }]);
    expect(receiver.requests.map(({ path }) => path)).toEqual([POST, UPDATE]);
  });

  test('has delivered its answer, though the first message cannot be changed', async () => {
    for (const fault of [refused('edit_window_closed'), faults.throttledSeconds, faults.serverError, faults.resetAfterReading]) {
      receiver.behave(fault, UPDATE);
      const sent = await slackBot.send(job({ thread: root }), tools);
      expect(sent).toMatchObject({
        outcome: 'delivered',
        destinationBroken: false,
        reply: expect.stringContaining('not brought up to date'),
      });
    }
  });

  test('changes nothing while its answer has not arrived', async () => {
    receiver.behave(faults.serverError, POST);
    expect(await slackBot.send(job({ thread: root }), tools)).toMatchObject({ outcome: 'transient', thread: null });
    expect(receiver.to(UPDATE)).toHaveLength(0);
  });

  test('that is gone is begun anew', async () => {
    receiver.behave(
      (_request, nth) => (nth === 1 ? refused('thread_not_found') : answerJson(200, { ok: true, channel: 'C1', ts: '300.1' })),
      POST,
    );
    const sent = await slackBot.send(job({ thread: root }), tools);
    expect(sent).toMatchObject({ outcome: 'delivered', thread: { root: '300.1', latest: '300.1' } });
    expect(bodies(POST)[1]).not.toHaveProperty('thread_ts');
  });

  test('of a real execution is left alone by a test', async () => {
    const sent = await slackBot.send(job({ thread: root, delivery: { test: true } }), tools);
    expect(sent).toMatchObject({ outcome: 'delivered', thread: null });
    expect(receiver.to(UPDATE)).toHaveLength(0);
    expect(bodies(POST)[0]).not.toHaveProperty('thread_ts');
  });
});

describe('what the Web API says with status 200', () => {
  test.each([
    ['ratelimited', 'throttled', false],
    ['service_unavailable', 'transient', false],
    ['internal_error', 'ambiguous', false],
    ['fatal_error', 'ambiguous', false],
    ['invalid_auth', 'permanent', true],
    ['token_revoked', 'permanent', true],
    ['missing_scope', 'permanent', true],
    ['not_in_channel', 'permanent', true],
    ['channel_not_found', 'permanent', true],
    ['is_archived', 'permanent', true],
    ['invalid_blocks', 'permanent', false],
    ['msg_blocks_too_long', 'permanent', false],
    ['something_new', 'permanent', false],
    ['constructor', 'permanent', false],
  ])('%s is %s', async (error, outcome, destinationBroken) => {
    receiver.behave(refused(error), POST);
    expect(await slackBot.send(job(), tools)).toMatchObject({
      outcome,
      destinationBroken,
      reply: expect.stringContaining(error),
      thread: null,
    });
  });
});

describe('what an incoming webhook says in words', () => {
  test.each([
    [400, 'invalid_payload', 'permanent', false],
    [400, 'no_text', 'permanent', false],
    [400, 'user_not_found', 'permanent', true],
    [403, 'action_prohibited', 'permanent', true],
    [404, 'channel_not_found', 'permanent', true],
    [404, 'no_service', 'permanent', true],
    [410, 'channel_is_archived', 'permanent', true],
    [500, 'rollup_error', 'transient', false],
    [502, 'no_service', 'transient', false],
    [200, 'ok', 'delivered', false],
    [200, 'ok\n', 'delivered', false],
    [200, 'no_team', 'permanent', true],
    [200, 'constructor', 'permanent', true],
  ])('%i %s is %s', async (status, word, outcome, destinationBroken) => {
    receiver.behave(answer(status, word));
    const configuration = { WebhookUrl: receiver.url('/services/T/B/X') };
    expect(await slackWebhook.send(aSendJob({ carrier: 'slack-webhook', configuration }), tools)).toMatchObject({
      outcome,
      destinationBroken,
    });
    expect(slackTroubles(JSON.parse(receiver.requests[0]?.body ?? ''))).toEqual([]);
  });
});
