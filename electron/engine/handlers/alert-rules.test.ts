import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { describe, expect, test } from 'vitest';
import type { ConsoleEvent } from '../../../shared/domain/events';
import { defaultRules, ruleLibrary } from '../alerting/rules/library';
import type { Actor } from '../ports';
import { anEngine } from '../testing/an-engine';
import { anItem, aRun, aServer, at, payroll } from '../testing/events';
import { createRouter } from './router';

const actor = (role: Actor['role'], id = `token:${role}`): Actor => ({ id, role, host: 'headless' });

async function aConsole(given: Parameters<typeof anEngine>[0] = {}) {
  const made = await anEngine(given);
  const router = createRouter(made.engine);
  const as = (who: Actor) => createRouterClient(router, { context: { actor: who } }).alertRules;
  return { ...made, view: as(actor('view')), act: as(actor('act', 'token:Dana')) };
}

/** The rule of the model, with fields nobody knows, in an order of its own. */
const model = {
  'X-Owner': 'platform team',
  AlertId: 'alert-123',
  Name: 'Execution Duration Alert',
  Description: '…',
  Enabled: true,
  Conditions: {
    MetricName: 'ExecutionDuration',
    Threshold: 3600,
    Operator: 'GREATER_THAN',
    'X-Note': [{ deep: true }],
    EvaluationPeriods: 1,
    DatapointsToAlarm: 1,
  },
  Actions: [
    {
      Type: 'SNS_NOTIFICATION',
      Configuration: {
        TopicArn: 'arn:aws:sns:us-east-1:123456789012:dr-alerts',
        Message: 'Execution {{ExecutionId}} has exceeded expected duration',
      },
    },
  ],
  Suppression: { Enabled: true, DurationMinutes: 60, SuppressOnAcknowledgment: true },
};
const never = {
  ...model,
  AlertId: 'never',
  Name: 'Never',
  Conditions: { ...model.Conditions, Operator: 'LESS_THAN', Threshold: 0 },
};

describe('rules', () => {
  test('are those the console ships with at first', async () => {
    const { view } = await aConsole();
    const { body } = await view.list({});
    expect(body.items).toEqual(defaultRules);
    expect(body.nextToken).toBeNull();
    expect(body.warnings).toEqual([]);
  });

  test.each([
    ['Rules', { Rules: [model] }],
    ['items', { items: [model] }],
    ['a list', [model]],
  ])('are taken as %s, and given back byte for byte', async (_, sent) => {
    const { act, view, dataDir } = await aConsole();
    await act.replace({ headers: {}, body: sent });
    expect(JSON.stringify((await view.list({})).body.items)).toBe(JSON.stringify([model]));
    expect(JSON.stringify((await view.get({ alertId: 'alert-123' })).body)).toBe(JSON.stringify(model));
    expect(JSON.parse(await readFile(join(dataDir, 'alert-rules.json'), 'utf8'))).toMatchObject({ rules: [model] });
  });

  test('that can never fire are kept, and it is said', async () => {
    const { act } = await aConsole();
    const { body } = await act.replace({ headers: {}, body: [model, never] });
    expect(body.warnings).toMatchObject([{ code: 'never-fires', level: 'warning', field: 'Rules[1].Conditions.Threshold' }]);
  });

  test.each([
    ['Rules', {}],
    ['Rules[0].Name', [{ ...model, Name: undefined }]],
    [
      'Rules[1].Conditions.Threshold',
      [model, { ...model, AlertId: 'b', Conditions: { ...model.Conditions, Threshold: 'high' } }],
    ],
    ['Rules[0].Conditions.DatapointsToAlarm', [{ ...model, Conditions: { ...model.Conditions, DatapointsToAlarm: 2 } }]],
    ['Rules[1].AlertId', [model, model]],
    ['Rules[0].AlertId', [{ ...model, AlertId: 'library' }]],
    ['Rules[0].Actions[0].Configuration.TopicArn', [{ ...model, Actions: [{ Type: 'SNS_NOTIFICATION', Configuration: {} }] }]],
    ['Rules[0].Actions[0].Type', [{ ...model, Actions: [{ Type: 'PIGEON', Configuration: {} }] }]],
    ['Rules[0].Conditions.State.Name', [{ ...model, Conditions: { State: { Name: 'moon-full' } } }]],
    ['Rules[0].Conditions.MetricName', [{ ...model, Conditions: {} }]],
  ])('are refused whole with the field that is wrong: %s', async (field, sent) => {
    const { act, view } = await aConsole();
    const refused = act.replace({ headers: {}, body: sent });
    await expect(refused).rejects.toMatchObject({ status: 400, data: { code: 'alert-rule.invalid', field } });
    expect((await view.list({})).body.items).toEqual(defaultRules);
  });

  test('are not written over by whoever read them before', async () => {
    const { act, view } = await aConsole();
    const { headers } = await view.list({});
    await act.replace({ headers: { 'if-match': headers.etag }, body: [model] });
    await expect(act.replace({ headers: { 'if-match': headers.etag }, body: [] })).rejects.toMatchObject({ status: 409 });
    const one = await view.get({ alertId: 'alert-123' });
    const params = { alertId: 'alert-123' };
    const matching = { 'if-match': one.headers.etag };
    await act.put({ params, headers: matching, body: { ...model, Name: 'Mine' } });
    await expect(act.put({ params, headers: matching, body: model })).rejects.toMatchObject({ status: 409 });
    await expect(act.put({ params, headers: { 'if-none-match': '*' }, body: model })).rejects.toMatchObject({ status: 409 });
    await expect(act.put({ params: { alertId: 'b' }, headers: {}, body: model })).rejects.toMatchObject({
      data: { field: 'AlertId' },
    });
    expect((await view.get(params)).body.Name).toBe('Mine');
    await act.remove({ params });
    await expect(view.get(params)).rejects.toMatchObject({ status: 404 });
  });

  test('are changed by whoever may act, and what changed is recorded', async () => {
    const { act, view, engine } = await aConsole();
    await expect(view.replace({ headers: {}, body: [] })).rejects.toMatchObject({ status: 403 });
    await act.replace({ headers: {}, body: [...defaultRules, model] });
    const changes = engine.inside.history
      .events({ subjects: [], contextId: null, before: null, limit: 20 })
      .flatMap(({ event }) => (event.type === 'alert-rules.changed' ? [event] : []));
    expect(changes).toMatchObject([{ before: [], after: [{ AlertId: 'alert-123' }], actor: 'token:Dana' }]);
  });

  test('keep the secrets of their actions in the key store', async () => {
    const { act, view, dataDir } = await aConsole();
    const url = 'https://hooks.slack.com/services/T0/B0/secret-part';
    const posting = { ...model, Actions: [{ Type: 'SLACK', 'X-Kept': 1, Configuration: { WebhookUrl: url, Message: 'late' } }] };
    await act.replace({ headers: {}, body: [posting] });
    const [kept] = (await view.list({})).body.items;
    expect(kept?.Actions).toEqual([
      {
        Type: 'SLACK',
        'X-Kept': 1,
        Configuration: { WebhookUrl: { SecretRef: expect.stringContaining('hooks.slack.com') }, Message: 'late' },
      },
    ]);
    expect(await readFile(join(dataDir, 'alert-rules.json'), 'utf8')).not.toContain('secret-part');
    await act.replace({ headers: {}, body: [kept] });
    expect((await view.list({})).body.items).toEqual([kept]);
    const stranger = { ...posting, Actions: [{ Type: 'SLACK', Configuration: { WebhookUrl: { SecretRef: 'somebody-else' } } }] };
    await expect(act.replace({ headers: {}, body: [stranger] })).rejects.toMatchObject({
      data: { field: 'Rules[0].Actions[0].Configuration.WebhookUrl' },
    });
  });
});

test('every ready rule can be taken over, is named in both languages, and could fire', async () => {
  const { view } = await aConsole();
  const { items } = await view.library({});
  expect(items).toHaveLength(ruleLibrary.length);
  for (const { rule, texts } of items) {
    expect(Object.keys(texts).sort()).toEqual(['de', 'en']);
    expect([rule.AlertId, await view.check({ rule })]).toEqual([rule.AlertId, { valid: true, items: [] }]);
  }
});

test('a check names what is wrong with a draft', async () => {
  const { view } = await aConsole();
  expect(await view.check({ rule: { ...model, Conditions: { Expression: 'm1 +' } } })).toMatchObject({
    valid: false,
    items: [{ level: 'error', field: 'Conditions.Expression' }],
  });
  expect(await view.check({ rule: never })).toMatchObject({ valid: true, items: [{ code: 'never-fires' }] });
});

describe('a backtest', () => {
  const lag = {
    AlertId: 'lag',
    Name: 'Lag',
    Conditions: { MetricName: 'ServerLag', Threshold: 900, Operator: 'GREATER_THAN', Period: 60 },
  };
  const range = { from: at(0), to: at(3_600) };

  test('tells what a rule on a metric would have done', async () => {
    const { view, engine, ports } = await aConsole();
    const startMs = Date.parse(at(0));
    // Told every five minutes: behind from the 20th to the 35th.
    const values = [0, 0, 0, 0, 1000, 1200, 950, 0, 0, 0, 0, 0];
    engine.inside.telemetry.points.record([
      {
        name: 'ServerLag',
        contextId: payroll,
        labels: { server: 's-1' },
        points: values.map((value, index) => ({ atMs: startMs + index * 300_000, value })),
      },
    ]);
    await ports.time.advance(3_600_000);
    const tried = await view.backtestDraft({ rule: lag, ...range });
    expect(tried).toMatchObject({
      cut: null,
      summary: { alerts: 1, longestSeconds: 900, stillOpen: 0 },
      openings: [{ series: 's-1', from: at(1_260), to: at(2_160), peak: 1200, severity: 'MEDIUM' }],
      recordedFrom: at(0),
      seriesTotal: 1,
      unit: 'Seconds',
      stepSeconds: 60,
    });
    expect(tried.series[0]?.points.some(({ alarm }) => alarm)).toBe(true);
    expect(
      (await view.backtestDraft({ rule: { ...lag, Overrides: [{ Plan: 'x', Threshold: 1 }] }, ...range })).summary.alerts,
    ).toBe(1);
  });

  test('says since when anything was recorded of its scope, and counts the series of that', async () => {
    const { view, engine, ports } = await aConsole();
    const startMs = Date.parse(at(0));
    const lagOf = (server: string, atSeconds: number) => ({
      name: 'ServerLag',
      contextId: payroll,
      labels: { server },
      points: [{ atMs: startMs + atSeconds * 1000, value: 10 }],
    });
    engine.inside.telemetry.points.record([lagOf('s-1', 600), lagOf('s-2', 1_200), lagOf('s-3', 1_800)]);
    await ports.time.advance(3_600_000);
    const tried = await view.backtestDraft({ rule: { ...lag, Scope: { Servers: ['s-2', 's-3'] } }, ...range });
    expect(tried).toMatchObject({ recordedFrom: at(1_200), seriesTotal: 2, summary: { alerts: 0 } });
    const nothing = await view.backtestDraft({ rule: { ...lag, Scope: { Servers: ['s-9'] } }, ...range });
    expect(nothing).toMatchObject({ recordedFrom: null, seriesTotal: 0 });
    // Of events and of the live view nothing is known before the journal begins.
    const event = { AlertId: 'e', Name: 'E', Conditions: { EventPattern: { type: ['access.refused'] } } };
    const state = { AlertId: 's', Name: 'S', Conditions: { State: { Name: 'wave-stuck', Parameters: {} } } };
    engine.commit([aServer('d01')]);
    for (const rule of [event, state]) {
      const { recordedFrom } = await view.backtestDraft({ rule, from: at(-3_600), to: at(3_600) });
      expect(Date.parse(recordedFrom ?? '')).toBeGreaterThanOrEqual(startMs);
    }
  });

  test('tells what a rule on events would have done', async () => {
    const { view, engine, ports } = await aConsole();
    const refused = (): ConsoleEvent => ({
      type: 'access.refused',
      at: ports.clock.now(),
      host: 'headless',
      reason: 'x',
      count: 1,
    });
    for (let minute = 0; minute < 60; minute += 1) {
      if ([10, 11, 30].includes(minute)) engine.commit([refused()]);
      await ports.time.advance(60_000);
    }
    const rule = {
      AlertId: 'door',
      Name: 'Door',
      Conditions: { EventPattern: { type: ['access.refused'] }, Threshold: 2, Period: 300 },
    };
    const { openings, summary } = await view.backtestDraft({ rule, ...range });
    expect(openings).toMatchObject([{ from: at(660), peak: 2 }]);
    expect(summary).toMatchObject({ alerts: 1, longestSeconds: 300 });
  });

  test('tells what a rule on the live view would have done', async () => {
    const { view, act, engine, ports } = await aConsole();
    engine.commit([aServer('d01')]);
    for (let minute = 0; minute < 60; minute += 1) {
      if (minute === 10) engine.commit([aServer('d01', { replicationState: 'DISCONNECTED' }, 600)]);
      if (minute === 40) engine.commit([aServer('d01', { replicationState: 'CONTINUOUS' }, 2_400)]);
      await ports.time.advance(60_000);
    }
    const rule = {
      AlertId: 'lost',
      Name: 'Lost',
      Conditions: { State: { Name: 'replication-in-state', Parameters: { Minutes: 15 } } },
    };
    await act.put({ params: { alertId: 'lost' }, body: rule });
    const { openings } = await view.backtest({ alertId: 'lost', ...range });
    expect(openings).toMatchObject([{ from: at(1_500), to: at(2_400) }]);
  });

  test('says so where less than all was tried, and refuses what was not recorded', async () => {
    const { view, engine, ports } = await aConsole();
    engine.commit([anItem(), aRun('RUNNING')]);
    await ports.time.advance(120_000);
    const years = await view.backtestDraft({ rule: lag, from: '2020-01-01T00:00:00Z', to: at(60) });
    expect(years.cut).toContain('days are tried at most');
    await expect(view.backtestDraft({ rule: lag, from: at(60), to: at(0) })).rejects.toMatchObject({ data: { field: 'to' } });
    await expect(
      view.backtestDraft({ rule: lag, from: '2040-01-01T00:00:00Z', to: '2041-01-01T00:00:00Z' }),
    ).rejects.toMatchObject({ data: { field: 'from' } });
    await expect(view.backtestDraft({ rule: { ...lag, Name: '' }, ...range })).rejects.toMatchObject({
      data: { field: 'rule.Name' },
    });
    await expect(view.backtest({ alertId: 'nothing', ...range })).rejects.toMatchObject({ status: 404 });
  });
});
