import { setTimeout as sleep } from 'node:timers/promises';
import { createRouterClient } from '@orpc/server';
import { expect, onTestFinished, test } from 'vitest';
import { ContextId, instantOf } from '../../../../shared/domain/primitives';
import { REHEARSAL_KEY } from '../../../simulator/callers';
import { startSimulator } from '../../../simulator/simulator';
import { createEngine } from '../../engine';
import { createRouter } from '../../handlers/router';
import type { Ports } from '../../ports';
import { aFolder } from '../../testing/a-folder';
import { fakePorts } from '../../testing/fakes';
import { ACCOUNT } from '../testing/aws-tools';

const SET = 'tocsin';
const place = { account: ACCOUNT, region: 'us-east-1' };
const admin = { actor: { id: 'token:chief', role: 'admin', host: 'headless' } } as const;

const wall: Ports['wall'] = {
  now: () => instantOf(performance.timeOrigin + performance.now()),
  nowMs: () => performance.timeOrigin + performance.now(),
  monoMs: () => Math.round(performance.now()),
  sleep: (ms, signal) => sleep(ms, undefined, { signal }),
};
const clock: Ports['clock'] = { ...wall, speed: () => 1, onChange: () => () => undefined };

/** A whole engine on real time whose account is simulated, with a topic that SES tells of its mails. */
async function aConsole() {
  const started = await startSimulator({ scenario: 'payroll-drill', speed: 60, seed: '1' });
  if (!started.ok) throw new Error(started.error.message);
  const { url, world, stop } = started.value;
  const { topics, mails } = world().cloud;
  const topicArn = topics.create(place.account, place.region, 'aws-drs-orchestration-console-mail-events-dev');
  const allowed = { Effect: 'Allow', Principal: { Service: 'ses.amazonaws.com' }, Action: 'sns:Publish', Resource: topicArn };
  topics.setAttribute(topicArn, 'Policy', JSON.stringify({ Statement: [allowed] }));
  mails.configurationSets(place).set(SET, [{ name: 'console', enabled: true, kinds: ['DELIVERY', 'BOUNCE'], topicArn }]);
  const created = await createEngine(
    { ...fakePorts(), clock, wall },
    {
      host: 'headless',
      version: '0.0.0-test',
      dataDir: aFolder(),
      contexts: [
        {
          contextId: ContextId.parse('rehearsal@us-east-1'),
          profile: 'rehearsal',
          region: place.region,
          endpointUrl: url,
          keys: { accessKeyId: REHEARSAL_KEY, secretAccessKey: 'x' },
          mayCreateQueue: true,
        },
      ],
      rehearsal: null,
      featureOverrides: {},
      platform: { project: 'aws-drs-orchestration', environment: 'dev' },
      warnings: [],
    },
  );
  if (!created.ok) throw new Error(created.error.message);
  onTestFinished(async () => {
    await created.value.stop('test ended');
    await stop();
  });
  return createRouterClient(createRouter(created.value), { context: admin });
}

test('a mail that bounces fails in the history, and one that arrives is delivered, in the words of SES', {
  timeout: 60_000,
}, async () => {
  const { notifications, health } = await aConsole();
  const isListening = async () =>
    (await health.get({})).components.some(({ id, state }) => id.includes('sqs-messages') && state === 'live');
  await expect.poll(isListening, { timeout: 20_000, interval: 100 }).toBe(true);
  const Recipients = ['bounce@simulator.amazonses.com', 'dana@example.com'];
  await notifications.settings.put({
    headers: {},
    body: {
      Notifications: [{ NotificationId: 'n1', Name: 'All', Channels: [{ Type: 'EMAIL', Configuration: { Recipients } }] }],
      Defaults: { Mail: { Transport: 'SES', From: 'tocsin@drills.example', Ses: { ConfigurationSetName: SET } } },
    },
  });
  const { deliveries } = await notifications.test({ notificationId: 'n1' });
  expect(deliveries.map(({ carrier }) => carrier)).toEqual(['email-ses', 'email-ses']);
  const [bounced, arrived] = deliveries.map(({ deliveryId }) => deliveryId);
  const stateOf = async (deliveryId = '') => (await notifications.delivery({ deliveryId })).state;
  await expect.poll(() => stateOf(bounced), { timeout: 20_000, interval: 100 }).toBe('failed');
  await expect.poll(() => stateOf(arrived), { timeout: 20_000, interval: 100 }).toBe('delivered');
  const { receipts } = await notifications.delivery({ deliveryId: bounced ?? '' });
  expect(receipts).toMatchObject([{ text: expect.stringContaining('550 5.1.1 user unknown') }]);
});
