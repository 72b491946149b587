import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sampleEvent } from '../../../../shared/domain/notifications/samples/sample-event';
import { fakePorts } from '../../testing/fakes';
import { ManualTime } from '../../testing/manual-clock';
import { createOutgoingHttp } from '../http/create-outgoing-http';
import { openSocket } from '../http/outgoing-socket';
import { slackBot } from '../slack-bot';
import { aSendJob, channelTools } from '../testing/a-send-job';
import { startFaultReceiver } from '../testing/fault-receiver';
import { answerJson } from '../testing/faults';
import { slackTroubles } from '../testing/slack-limits';
import { type SlackSocket, startSlackSocket } from '../testing/slack-socket';
import { ACKNOWLEDGE, readButtonValue } from './buttons';
import { type ButtonPressed, type SocketMode, startSocketMode } from './socket-mode';

const rules = { allowedPrivateHosts: [], onlyLoopback: false, env: {} };
let slack: SlackSocket;
let time: ManualTime;
let mode: SocketMode;
let pressed: ButtonPressed[];
let ports: ReturnType<typeof fakePorts>;
let http: ReturnType<typeof createOutgoingHttp>;

beforeEach(async () => {
  slack = await startSlackSocket();
  time = new ManualTime();
  ports = fakePorts({ time });
  http = createOutgoingHttp({ wall: time.wall, ...rules, allowedPrivateHosts: () => [] });
  pressed = [];
});
afterEach(async () => {
  mode?.stop();
  http.close();
  await slack.close();
});

function start(apiUrl = slack.apiUrl): void {
  mode = startSocketMode({
    ports,
    http,
    openSocket: (url) => openSocket(url, rules),
    appToken: 'xapp-s3cr3t',
    apiUrl,
    onPressed: (one) => pressed.push(one),
  });
}
/** Lets the console come to its next wait, and that wait pass, until what is waited for is there. */
async function waits(ms: number, done: Promise<void>): Promise<void> {
  let isDone = false;
  void done.then(() => {
    isDone = true;
  });
  while (!isDone) {
    await time.advance(ms);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('a connection', () => {
  test('is opened with the app token; a press is confirmed and handed on once', async () => {
    start();
    await slack.greeted(1);
    expect(slack.asked).toEqual(['Bearer xapp-s3cr3t']);
    slack.press('e1', ACKNOWLEDGE, 'v');
    slack.press('e1', ACKNOWLEDGE, 'v');
    slack.press('e2', ACKNOWLEDGE, 'w');
    await slack.until(() => slack.confirmed.length === 3);
    expect(slack.confirmed).toEqual(['e1', 'e1', 'e2']);
    expect(pressed).toMatchObject([
      { actionId: ACKNOWLEDGE, value: 'v', person: 'ann.lee', responseUrl: expect.stringContaining('/response') },
      { value: 'w' },
    ]);
    expect(mode.isConnected()).toBe(true);
  });

  test('is opened anew when Slack renews it, and when it is cut', async () => {
    start();
    await slack.greeted(1);
    await time.advance(30_000);
    slack.send({ type: 'disconnect', reason: 'refresh_requested' });
    await waits(1, slack.greeted(2));
    slack.cut();
    await waits(1_000, slack.greeted(3));
    slack.press('e9', ACKNOWLEDGE, 'v');
    await slack.until(() => slack.confirmed.length === 1);
    expect(pressed).toHaveLength(1);
  });

  test('that ends as soon as it was greeted, over and over, is opened less and less often', async () => {
    start();
    for (let count = 1; count <= 6; count += 1) {
      await waits(250, slack.greeted(count));
      slack.send({ type: 'disconnect', reason: 'refresh_requested' });
    }
    // Half of 1 + 2 + 4 + 8 + 16 s, whatever chance adds.
    expect(time.wall.monoMs()).toBeGreaterThanOrEqual(15_500);
  });

  test('other kinds of envelopes are confirmed and left alone; what is no message too', async () => {
    start();
    await slack.greeted(1);
    slack.send({ type: 'slash_commands', envelope_id: 's1', payload: { command: '/x' } });
    slack.send('no message');
    slack.send({ type: 'interactive', envelope_id: 's2', payload: { type: 'view_submission' } });
    await slack.until(() => slack.confirmed.length === 2);
    expect(pressed).toEqual([]);
  });

  test('that stays silent is given up', async () => {
    start();
    await slack.greeted(1);
    await waits(60_000, slack.greeted(2));
  });

  test('a token that is refused is tried again rarely, and stands in no log', async () => {
    slack.refuse('invalid_auth');
    start();
    await slack.until(() => slack.asked.length === 1);
    await waits(1_000, Promise.resolve());
    await time.advance(120_000);
    expect(slack.asked).toHaveLength(1);
    slack.refuse(null);
    await waits(60_000, slack.greeted(1));
    expect(JSON.stringify(ports.log)).not.toContain('s3cr3t');
  });

  test('ends when it is told to', async () => {
    start();
    await slack.greeted(1);
    mode.stop();
    await time.advance(600_000);
    expect(slack.connections()).toBe(1);
    expect(mode.isConnected()).toBe(false);
  });
});

test('a WebSocket keeps the rules of every way out', () => {
  const refused = (url: string, more = {}) => {
    const opened = openSocket(url, { ...rules, ...more });
    if (!opened.ok) return opened.error;
    opened.value.on('error', () => {});
    opened.value.terminate();
    return null;
  };
  expect(refused('ws://example.com/x')).toContain('plain http');
  expect(refused('wss://10.0.0.1/x')).toContain('private');
  expect(refused('wss://wss.slack.com/x', { onlyLoopback: true })).toContain('rehearsal');
  expect(refused('https://example.com')).toContain('WebSocket');
  expect(refused('ws://127.0.0.1:1/x')).toBeNull();
});

describe('the buttons of a message', () => {
  const opened = sampleEvent('incident.opened');
  async function posted(event: typeof opened, AppToken?: string) {
    const receiver = await startFaultReceiver({ behaviour: answerJson(200, { ok: true, channel: 'C1', ts: '1.1' }) });
    const tools = channelTools(time);
    const configuration = {
      BotToken: 'xoxb-s3cr3t',
      Channel: '#dr',
      ApiUrl: receiver.origin,
      ...(AppToken === undefined ? {} : { AppToken }),
    };
    await slackBot.send(aSendJob({ carrier: 'slack-bot', event, configuration }), tools);
    tools.close();
    const body = JSON.parse(receiver.requests[0]?.body ?? '{}');
    await receiver.close();
    expect(slackTroubles(body)).toEqual([]);
    return JSON.stringify(body);
  }

  test('stand where somebody listens and an incident waits, and say which', async () => {
    const body = await posted(opened, 'xapp-1');
    expect(body).toContain(ACKNOWLEDGE);
    const value = /"value":("(?:\\.|[^"])*")/.exec(body)?.[1];
    expect(readButtonValue(JSON.parse(value ?? '""'))).toEqual({ incident: opened.incident?.id, at: opened.occurredAt });
  });

  test('do not stand where nobody listens, nor on what is over or of another kind', async () => {
    expect(await posted(opened)).not.toContain(ACKNOWLEDGE);
    expect(await posted(sampleEvent('incident.resolved'), 'xapp-1')).not.toContain(ACKNOWLEDGE);
    expect(await posted(sampleEvent('execution.failed'), 'xapp-1')).not.toContain(ACKNOWLEDGE);
  });
});
