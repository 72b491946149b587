import { setTimeout as sleep } from 'node:timers/promises';
import { createRouterClient } from '@orpc/server';
import { expect, onTestFinished, test } from 'vitest';
import { createRouter } from '../../electron/engine/handlers/router';
import type { Actor } from '../../electron/engine/ports';
import { aFolder } from '../../electron/engine/testing/a-folder';
import { anEngine } from '../../electron/engine/testing/an-engine';
import type { ConsoleEvent } from '../../shared/domain/events';
import { instantOf } from '../../shared/domain/primitives';
import { startAlertConsole, tell } from '../bench/lib/alerts-console';
import { alertEvent, distinctAlerts } from '../bench/lib/alerts-load';
import { pureAlerting, START_MS } from '../bench/lib/alerts-pure';
import { startReceiver } from './receiver';

const MINUTE = 60_000;
const LONG = process.env.TOCSIN_LONG === '1';

test('a flood of alerts is told by its groups, however large they are, in events of bounded size', { timeout: 120_000 }, () => {
  const flood = LONG ? 100_000 : 20_000;
  const alerting = pureAlerting();
  let told = 0;
  let mostInOne = 0;
  for (let from = 0; from < flood; from += 1_000) {
    const atMs = START_MS + from;
    const { outcome } = alerting.take(distinctAlerts(from, from + 1_000, flood / 10, instantOf(atMs)), atMs);
    told += outcome.news.length;
    for (const event of outcome.events) if (event.type === 'alerts.changed') mostInOne = Math.max(mostInOne, event.alerts.length);
  }
  expect(alerting.book.size()).toMatchObject({ firing: flood, incidents: 10 });
  // Each is told when it opens; what joins within the interval waits for its end.
  expect(told).toBeLessThanOrEqual(20);
  expect(mostInOne).toBeLessThanOrEqual(1_000);
});

test('people get few messages of a flood, and the first critical alert is not behind the bulk', {
  timeout: 120_000,
}, async () => {
  const receiver = await startReceiver();
  const engine = await startAlertConsole(aFolder(), receiver.incidents, 'as shipped');
  onTestFinished(async () => {
    await engine.stop('test ended');
    await receiver.close();
  });
  const flood = LONG ? 100_000 : 2_000;
  for (let from = 0; from < flood; from += 1_000) tell(engine, distinctAlerts(from, from + 1_000, 1, engine.ports.clock.now()));
  const critical = alertEvent(900_000, 1, engine.ports.clock.now());
  if (critical.type !== 'custom.received') throw new Error('an alert of a script is told as one');
  tell(engine, [{ ...critical, severity: 'CRITICAL' }]);
  const isTold = () => receiver.heard.findIndex(({ text }) => text.includes('alert-900000'));
  for (let waited = 0; isTold() < 0 && waited < 30_000; waited += 20) await sleep(20);
  expect(isTold()).toBeGreaterThanOrEqual(0);
  expect(isTold()).toBeLessThan(25);
  expect(receiver.heard.length).toBeLessThan(60);
});

test('a clock that jumps ahead and back makes no storm, and what comes then is told', async () => {
  const { engine, ports } = await anEngine({});
  const say = (event: ConsoleEvent) => expect(engine.commit([event])).toMatchObject({ ok: true });
  const { book } = engine.inside.alerting;
  let before = 0;
  /** How often anything was told of any incident since this was asked last. */
  const news = () => {
    const told = [...book.incidents()].reduce((sum, { telling }) => sum + telling.version, 0);
    const fresh = told - before;
    before = told;
    return fresh;
  };
  say(alertEvent(1, 1, ports.clock.now()));
  await ports.time.advance(MINUTE);
  expect(news()).toBe(1);
  // For all that anybody can know, nobody has answered for hours: that is said once.
  ports.time.jumpWall(3 * 3_600);
  await ports.time.advance(MINUTE);
  expect(news()).toBeLessThanOrEqual(1);
  await ports.time.advance(5 * MINUTE);
  expect(news()).toBe(0);
  ports.time.jumpWall(-6 * 3_600);
  await ports.time.advance(MINUTE);
  expect(news()).toBe(0);
  say(alertEvent(2, 1, ports.clock.now()));
  await ports.time.advance(MINUTE);
  expect(news()).toBe(1);
  expect(book.size()).toMatchObject({ firing: 2, incidents: 2 });
});

test('of two operators at once one takes an incident, and what the other wants with what is over is refused', async () => {
  const { engine, ports } = await anEngine({});
  engine.commit([alertEvent(1, 1, ports.clock.now())]);
  const router = createRouter(engine);
  const operator = (id: string): Actor => ({ id: `token:${id}`, role: 'act', host: 'headless' });
  const as = (id: string) => createRouterClient(router, { context: { actor: operator(id) } }).incidents;
  const [incident] = (await as('ada').list({ status: 'open' })).items;
  const incidentId = incident?.incidentId ?? '';
  const both = await Promise.all([as('ada').acknowledge({ incidentId }), as('ben').acknowledge({ incidentId })]);
  expect(new Set(both.map(({ acknowledgedBy }) => acknowledgedBy)).size).toBe(1);
  const ended = await Promise.allSettled([
    as('ada').resolve({ incidentId, because: 'mended' }),
    as('ben').resolve({ incidentId, because: 'mended too' }),
  ]);
  expect(ended.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  await expect(as('ben').acknowledge({ incidentId })).rejects.toMatchObject({ code: 'CONFLICT' });
});
