import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { allEventTypes } from '../../../shared/domain/notifications/event-types';
import { sampleEvent } from '../../../shared/domain/notifications/samples/sample-event';
import { ManualTime } from '../testing/manual-clock';
import { teams, teamsUrlTrouble } from './teams';
import { type CardRendered, MOST_BYTES, teamsEnvelope } from './teams/envelope';
import { aSendJob, channelTools } from './testing/a-send-job';
import { cardTroubles, teamsTroubles } from './testing/adaptive-card';
import { type FaultReceiver, startFaultReceiver } from './testing/fault-receiver';
import { faults } from './testing/faults';

let receiver: FaultReceiver;
let tools: ReturnType<typeof channelTools>;

beforeEach(async () => {
  receiver = await startFaultReceiver({ behaviour: faults.accepted });
  tools = channelTools(new ManualTime());
});
afterEach(async () => {
  tools.close();
  await receiver.close();
});

const event = { severity: 'HIGH', title: 'Three servers failed' } as const;
const aCard = (body: readonly unknown[], actions: readonly unknown[] = []): CardRendered => ({
  format: 'card',
  text: 'HIGH: three servers failed',
  card: { type: 'AdaptiveCard', version: '1.4', body, actions },
});
const line = (text: string) => ({ type: 'TextBlock', text, wrap: true });
const open = { type: 'Action.OpenUrl', title: 'Open', url: 'https://console.example/executions/1' };

describe('an envelope', () => {
  test.each(allEventTypes)('of %s is a card that Microsoft takes', (type) => {
    const { rendered } = aSendJob({ carrier: 'teams', event: sampleEvent(type) });
    if (rendered.format !== 'card') throw new Error('no card');
    expect(teamsTroubles(teamsEnvelope(rendered, sampleEvent(type), 'en'))).toEqual([]);
  });

  test('stays within its bytes whatever the template made, and valid', () => {
    const texts = fc
      .tuple(fc.constantFrom('a', 'ü', '日', '👩‍🚒', '"', '\\', '\n'), fc.integer({ min: 1, max: 2000 }))
      .map(([one, times]) => one.repeat(times));
    const bodies = fc.array(texts.map(line), { maxLength: 40, size: 'max' });
    const actions = fc.array(
      fc
        .oneof(fc.nat(4000), fc.integer({ min: 19_000, max: 21_000 }))
        .map((length) => ({ ...open, url: `https://a.example/${'x'.repeat(length)}` })),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(bodies, actions, (body, buttons) => {
        expect(teamsTroubles(teamsEnvelope(aCard(body, buttons), event, 'en'))).toEqual([]);
      }),
    );
  });

  test('at its limit goes whole, a byte over it is cut and says so', () => {
    const empty = Buffer.byteLength(teamsEnvelope(aCard([line('x'), line('')], [open]), event, 'en'));
    const fitting = aCard([line('x'), line('y'.repeat(MOST_BYTES - empty))], [open]);
    expect(Buffer.byteLength(teamsEnvelope(fitting, event, 'en'))).toBe(MOST_BYTES);
    const over = teamsEnvelope(aCard([line('x'), line('y'.repeat(MOST_BYTES - empty + 1))], [open]), event, 'en');
    expect(over).toContain('and 1 more');
    expect(over).toContain('console.example');
    expect(over).not.toContain('yyy');
  });

  test('cut to the bone keeps headline, severity and link', () => {
    const cut = teamsEnvelope(aCard([line('z'.repeat(30_000))], [open]), event, 'en');
    expect(cut).toContain('three servers failed');
    expect(cut).toContain('HIGH');
    expect(cut).toContain('console.example');
  });

  test('the check sees a card that is none', () => {
    expect(cardTroubles({ type: 'AdaptiveCard', version: '1.4', body: [{ type: 'Nothing' }] })).not.toEqual([]);
  });
});

test('the address arrives byte for byte', async () => {
  const path =
    '/workflows/8f0a/triggers/manual/paths/invoke?api-version=2016-06-01&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=Ab%2bC-_d%3D';
  const sent = await teams.send(aSendJob({ carrier: 'teams', configuration: { WebhookUrl: receiver.url(path) } }), tools);
  expect(sent).toMatchObject({ outcome: 'accepted', status: 202, providerId: null });
  expect(receiver.requests[0]?.path).toBe(path);
  expect(teamsTroubles(receiver.requests[0]?.body ?? '')).toEqual([]);
});

describe('a connector of Office 365', () => {
  test.each([
    'https://contoso.webhook.office.com/webhookb2/1@2/IncomingWebhook/3/4',
    'https://outlook.office.com/webhook/1@2/IncomingWebhook/3/4',
    'https://outlook.office365.com/webhook/1@2',
  ])('%s is refused with a way on', async (WebhookUrl) => {
    const sent = await teams.send(aSendJob({ carrier: 'teams', configuration: { WebhookUrl } }), tools);
    expect(sent).toMatchObject({ outcome: 'permanent', destinationBroken: true, reply: expect.stringContaining('Workflows') });
    expect(sent.reply).not.toContain('IncomingWebhook');
  });

  test.each([
    'https://prod-07.westeurope.logic.azure.com:443/workflows/1?sig=2',
    'https://a.b.environment.api.powerplatform.com:443/x?sig=2',
  ])('%s is none', (url) => {
    expect(teamsUrlTrouble(url)).toBeNull();
  });
});
