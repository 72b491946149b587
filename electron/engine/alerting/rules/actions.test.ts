import { expect, onTestFinished, test } from 'vitest';
import type { Silence } from '../../../../shared/domain/alerting/silence';
import { startFaultReceiver } from '../../channels/testing/fault-receiver';
import type { Engine } from '../../engine-api';
import type { Actor } from '../../ports';
import { anEngine, type TestEngine } from '../../testing/an-engine';
import { anItem, aRun, at, e1 } from '../../testing/events';

const operator: Actor = { id: 'token:Dana', role: 'act', host: 'headless' };
const minutes = 60_000;
const TOPIC = 'arn:aws:sns:us-east-1:123456789012:dr-alerts';

async function pass({ ports }: TestEngine, ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 30_000) await ports.time.advance(Math.min(30_000, ms - passed));
}

function deliveries({ inside }: Engine) {
  return inside.history
    .events({ subjects: [], contextId: null, before: null, limit: 1_000 })
    .flatMap(({ event }) => (event.type === 'notification.raised' ? [event] : []))
    .filter(({ event }) => event.eventId.startsWith('rule-action:'))
    .flatMap(({ event, deliveries: all }) =>
      all.map(({ destination, carrier }) => ({ destination, carrier, summary: event.summary })),
    );
}

async function aConsole(Actions: readonly object[]) {
  const made = await anEngine();
  const rule = {
    AlertId: 'long',
    Name: 'Execution Duration Alert',
    Conditions: { MetricName: 'ExecutionDuration', Threshold: 600, Operator: 'GREATER_THAN' },
    Actions,
    Suppression: { Enabled: true, DurationMinutes: 60, SuppressOnAcknowledgment: true },
  };
  const replaced = await made.engine.inside.alertRules.store.replace([rule], null, operator);
  if (!replaced.ok) throw new Error(`${replaced.error.field}: ${replaced.error.message}`);
  return made;
}

test('the action of a rule is planned once an opening, with its own words filled in', async () => {
  const made = await aConsole([
    {
      Type: 'SNS_NOTIFICATION',
      Configuration: { TopicArn: TOPIC, Message: 'Execution {{ExecutionId}} has exceeded expected duration' },
    },
  ]);
  const { engine } = made;
  engine.commit([anItem(), aRun('RUNNING')]);
  await pass(made, 30 * minutes);
  expect(deliveries(engine)).toEqual([
    { carrier: 'sns', destination: TOPIC, summary: `Execution ${e1} has exceeded expected duration` },
  ]);
  engine.commit([anItem({ status: 'COMPLETED', endedAt: at(1_900) }, 1_900), aRun('SUCCEEDED', 1_900)]);
  await pass(made, 5 * minutes);
  expect(deliveries(engine)).toHaveLength(1);
});

test('whatever keeps its alert quiet keeps its actions quiet', async () => {
  const made = await aConsole([{ Type: 'SNS_NOTIFICATION', Configuration: { TopicArn: TOPIC } }]);
  const { engine } = made;
  const silence: Silence = {
    silenceId: 'sil-1',
    matchers: [{ label: 'rule', op: '=', value: 'long' }],
    startsAt: at(0),
    endsAt: at(7_200),
    author: 'token:Dana',
    reason: 'a planned test',
    madeAt: at(0),
    endedBy: null,
  };
  engine.commit([{ type: 'silence.changed', at: at(0), silence, actor: 'token:Dana' }, anItem(), aRun('RUNNING')]);
  await pass(made, 15 * minutes);
  const [alert] = engine.inside.alerting.tables.alerts({
    status: 'FIRING',
    from: null,
    to: null,
    incidentId: null,
    before: null,
    limit: 10,
  });
  expect(alert?.suppression?.by).toBe('silence');
  expect(deliveries(engine)).toEqual([]);
});

test('an action with a secret of its own reaches its receiver', async () => {
  const receiver = await startFaultReceiver();
  onTestFinished(() => receiver.close());
  const made = await aConsole([
    { Type: 'WEBHOOK', Configuration: { WebhookUrl: receiver.url('/hooks/very-secret'), Message: 'late: {{ExecutionId}}' } },
  ]);
  made.engine.commit([anItem(), aRun('RUNNING')]);
  await pass(made, 13 * minutes);
  await receiver.received(1, '/hooks/very-secret');
  expect(String(receiver.requests[0]?.body)).toContain(`late: ${e1}`);
});
