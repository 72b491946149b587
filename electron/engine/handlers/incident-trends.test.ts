import { createRouterClient } from '@orpc/server';
import { expect, test } from 'vitest';
import type { ConsoleEvent } from '../../../shared/domain/events';
import type { Actor } from '../ports';
import { anEngine } from '../testing/an-engine';
import { at } from '../testing/events';
import { createRouter } from './router';

const viewer: Actor = { id: 'token:wall', role: 'view', host: 'headless' };

async function aConsole() {
  const { engine } = await anEngine({});
  const client = createRouterClient(createRouter(engine), { context: { actor: viewer } });
  return { engine, trends: client.incidentTrends };
}

function page(alertKey: string): ConsoleEvent {
  return {
    type: 'custom.received',
    at: at(1),
    customId: alertKey,
    contextId: null,
    executionId: null,
    source: 'probe',
    name: 'tablespace',
    severity: 'HIGH',
    title: `Tablespace of ${alertKey} is full`,
    summary: '',
    data: { alertKey },
    actor: 'token:operator',
  };
}

test('trends of the last 30 days, by day, for whoever may look', async () => {
  const { engine, trends } = await aConsole();
  engine.commit([page('db-01'), page('db-02')]);
  const to = new Date(engine.ports.clock.nowMs() + 60_000).toISOString();
  const answer = await trends.get({ to });
  expect(answer.points).toHaveLength(30);
  expect(answer.points.at(-1)).toMatchObject({ alerts: 2, incidents: 2 });
  expect(answer.kinds).toMatchObject([{ name: 'tablespace', origin: 'custom', openings: 2 }]);
  expect(answer.causes).toMatchObject([{ causeId: 'reported-by-script', incidents: 2 }]);
});

test.each([
  ['a time that ends before it begins', { from: '2026-03-02T00:00:00Z', to: '2026-03-01T00:00:00Z' }],
  ['too many steps', { from: '2026-03-01T00:00:00Z', to: '2026-03-10T00:00:00Z', stepSeconds: 60 }],
  ['too long a time', { from: '2020-03-01T00:00:00Z', to: '2026-03-10T00:00:00Z', stepSeconds: 31_536_000 }],
])('%s is refused', async (_, input) => {
  const { trends } = await aConsole();
  await expect(trends.get(input)).rejects.toMatchObject({ status: 422 });
});
