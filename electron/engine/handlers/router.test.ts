import { createRouterClient } from '@orpc/server';
import { describe, expect, test } from 'vitest';
import { ExecutionId } from '../../../shared/domain/primitives';
import type { EngineOptions } from '../engine-api';
import type { Actor } from '../ports';
import { anEngine } from '../testing/an-engine';
import { aJob, anItem, anOtherMessage, aRun, aServer, at, e1, payroll, serverId, start } from '../testing/events';
import { settle } from '../testing/manual-clock';
import { aNotice } from '../testing/notices';
import { createRouter } from './router';

const actors: Readonly<Record<Actor['role'], Actor>> = {
  view: { id: 'token:wall', role: 'view', host: 'headless' },
  act: { id: 'token:operator', role: 'act', host: 'headless' },
  admin: { id: 'token:chief', role: 'admin', host: 'headless' },
};

async function aConsole(options: Partial<EngineOptions> = {}) {
  const test = await anEngine({ options });
  const router = createRouter(test.engine);
  const as = (role: Actor['role']) => createRouterClient(router, { context: { actor: actors[role] } });
  const commands = async () => {
    const { items } = await as('view').world.events({ limit: 1000 });
    return items
      .flatMap(({ event }) =>
        event.type === 'command.requested'
          ? [`${event.actor} asks ${event.command}`]
          : event.type === 'command.ended'
            ? [`${event.command} ${event.outcome}`]
            : [],
      )
      .reverse();
  };
  return { ...test, as, commands, view: as('view') };
}

describe('executions', () => {
  test('are listed with their servers inside their waves', async () => {
    const { engine, view } = await aConsole();
    engine.commit([anItem(), aRun('RUNNING'), aJob({ d01: 'LAUNCHED', d02: 'IN_PROGRESS', d03: 'PENDING' }, 10)]);
    const { items, nextToken } = await view.executions.list({});
    expect(nextToken).toBeNull();
    expect(items).toMatchObject([
      {
        executionId: e1,
        planName: 'Payroll DR',
        executionType: 'DRILL',
        status: 'RUNNING',
        waves: [
          {
            waveNumber: 0,
            servers: [
              { sourceServerId: serverId('d01'), launchStatus: 'LAUNCHED' },
              { launchStatus: 'IN_PROGRESS' },
              { launchStatus: 'PENDING' },
            ],
          },
        ],
      },
    ]);
    expect(await view.executions.get({ executionId: e1 })).toEqual(items[0]);
  });

  test.each([
    [{ status: 'RUNNING' as const }, 1],
    [{ status: 'FAILED' as const }, 0],
    [{ type: 'drill' }, 1],
    [{ type: 'RECOVERY' }, 0],
    [{ plan: 'Payroll DR' }, 1],
    [{ plan: 'plan-payroll' }, 1],
    [{ from: '2026-03-14T10:00:00+01:00' }, 1],
    [{ from: '2026-03-14T09:00:01Z' }, 0],
    [{ to: '2026-03-14T08:59:59Z' }, 0],
  ])('filtered by %j are %i', async (filter, count) => {
    const { engine, view } = await aConsole();
    engine.commit([anItem(), aRun('RUNNING')]);
    expect((await view.executions.list(filter)).items).toHaveLength(count);
  });

  test('that are unknown are 404', async () => {
    const { view } = await aConsole();
    await expect(view.executions.get({ executionId: ExecutionId.parse('nope') })).rejects.toMatchObject({
      status: 404,
      data: { code: 'execution.unknown' },
    });
  });

  test('have their raw events, also of one server', async () => {
    const { engine, view } = await aConsole();
    engine.commit([anItem(), aJob({ d01: 'IN_PROGRESS', d02: 'PENDING', d03: 'PENDING' }, 10), aServer('x99')]);
    const all = await view.executions.events({ executionId: e1 });
    expect(all.items.map(({ event }) => event.type)).toContain('job.observed');
    expect(all.items.map(({ event }) => event.type)).not.toContain('server.observed');
    const one = await view.executions.events({ executionId: e1, server: serverId('d01'), limit: 1 });
    expect(one.items).toHaveLength(1);
    expect(one.nextToken).not.toBeNull();
  });

  test('say when they were last confirmed while their source answers', async () => {
    const { engine, view } = await aConsole();
    engine.commit([anItem(), aRun('RUNNING')]);
    const health = {
      id: 'payroll/x',
      contextId: payroll,
      title: 'Executions',
      chip: 'DDB',
      state: 'live' as const,
      lastSuccessAt: at(0),
      lastAttemptAt: at(0),
      nextAttemptAt: null,
      latencyMs: 10,
      freshForSeconds: 60,
      recent: { attempts: 4, failures: 1 },
      error: null,
    };
    const { observedAt, source } = await view.executions.get({ executionId: e1 });
    expect(observedAt).toBe(start);
    engine.setHealth({ ...health, source, lastSuccessAt: at(1) });
    expect((await view.executions.get({ executionId: e1 })).observedAt).toBe(at(1));
    engine.setHealth({ ...health, source, lastSuccessAt: at(-5) });
    expect((await view.executions.get({ executionId: e1 })).observedAt).toBe(start);
    engine.setHealth({ ...health, source, lastSuccessAt: at(2), state: 'failing' });
    expect((await view.executions.get({ executionId: e1 })).observedAt).toBe(start);
  });
});

describe('paging', () => {
  test('gives everything once, also when things come in between', async () => {
    const { engine, view } = await aConsole();
    engine.commit(Array.from({ length: 25 }, (_, n) => aServer(`s${String(n).padStart(2, '0')}`)));
    const names: string[] = [];
    let nextToken: string | undefined;
    do {
      const page = await view.world.servers({ limit: 10, ...(nextToken === undefined ? {} : { nextToken }) });
      names.push(...page.items.map(({ name }) => name));
      if (names.length === 10) engine.commit([aServer('s00a'), aServer('s99')]);
      nextToken = page.nextToken ?? undefined;
    } while (nextToken !== undefined);
    expect(names).toEqual([...Array.from({ length: 25 }, (_, n) => `s${String(n).padStart(2, '0')}`), 's99']);
  });

  test('refuses a token that is none', async () => {
    const { view } = await aConsole();
    await expect(view.world.servers({ nextToken: 'nonsense' })).rejects.toMatchObject({
      status: 400,
      data: { field: 'nextToken' },
    });
  });
});

describe('commands', () => {
  test('need their role; the refusal is recorded', async () => {
    const { as, commands } = await aConsole();
    await expect(as('view').executions.resume({ executionId: e1 })).rejects.toMatchObject({
      status: 403,
      data: { code: 'access.role' },
    });
    await expect(as('act').tokens.make({ name: 'x', role: 'view' })).rejects.toMatchObject({ status: 403 });
    expect(await commands()).toEqual([
      'token:wall asks executions.resume',
      'executions.resume refused',
      'token:operator asks tokens.make',
      'tokens.make refused',
    ]);
  });

  test('about what does not exist, is impossible or does not reach AWS are recorded with their refusal', async () => {
    const { engine, as, commands } = await aConsole({ featureOverrides: { 'execution-actions': true } });
    await expect(as('act').executions.resume({ executionId: e1 })).rejects.toMatchObject({ status: 404 });
    engine.commit([anItem(), aRun('RUNNING')]);
    await expect(as('act').executions.resume({ executionId: e1 })).rejects.toMatchObject({
      status: 422,
      data: { code: 'execution.cannot-resume' },
    });
    await expect(as('act').executions.cancel({ executionId: e1 })).rejects.toMatchObject({
      status: 422,
      data: { code: 'aws.not-found' },
    });
    expect((await commands()).filter((line) => line.includes('refused'))).toHaveLength(3);
  });

  test('on a real recovery need the name of its plan', async () => {
    const { engine, as } = await aConsole({ featureOverrides: { 'execution-actions': true } });
    engine.commit([anItem({ executionType: 'RECOVERY' }), aRun('RUNNING')]);
    const cancel = (confirm?: string) =>
      as('act').executions.cancel({ executionId: e1, ...(confirm === undefined ? {} : { confirm }) });
    await expect(cancel()).rejects.toMatchObject({ status: 422, data: { code: 'execution.confirm-required' } });
    await expect(cancel('Payroll')).rejects.toMatchObject({ status: 422, data: { code: 'execution.confirm-wrong' } });
    // There is no AWS behind this console: getting so far means that the name was taken.
    await expect(cancel('Payroll DR')).rejects.toMatchObject({ data: { code: 'aws.not-found' } });
  });

  test('are off until somebody switches them on, except in a rehearsal', async () => {
    const { engine, as } = await aConsole();
    engine.commit([anItem(), aRun('RUNNING')]);
    await expect(as('act').executions.cancel({ executionId: e1 })).rejects.toMatchObject({
      status: 422,
      data: { code: 'feature.off' },
    });
  });

  test('that cannot be recorded are not carried out', async () => {
    const { engine } = await aConsole();
    const error = { code: 'disk-full', message: 'The disk is full.' } as const;
    const full = createRouter({ ...engine, commit: () => ({ ok: false, error }) });
    const client = createRouterClient(full, { context: { actor: actors.admin } });
    await expect(client.settings.put(engine.settings())).rejects.toMatchObject({
      status: 503,
      data: { code: 'journal.not-recording' },
    });
  });
});

describe('alerts', () => {
  test('are as grave as what was made of them, where impact or the operator says so', async () => {
    const { engine, view, as } = await aConsole();
    const severity = {
      rules: [{ id: 'r', matchers: [{ label: 'kind', op: '=', value: 'server-launch-failed' }], severity: 'CRITICAL' }],
    };
    expect((await engine.inside.alerting.settings.replace({ severity }, null, actors.act)).ok).toBe(true);
    engine.commit([{ type: 'notice.raised', at: start, notice: aNotice('n1') }]);
    const { items } = await view.alerts.list({});
    expect(items).toMatchObject([{ severity: 'CRITICAL', severityWhy: [expect.any(String)] }]);
    expect((await as('act').alerts.acknowledge({ noticeId: aNotice('n1').noticeId })).severity).toBe('CRITICAL');
  });

  test('are acknowledged once, by name and with a note, and are open no more', async () => {
    const { engine, as, view } = await aConsole();
    engine.commit([{ type: 'notice.raised', at: start, notice: aNotice('n1') }]);
    expect((await view.alerts.list({ open: 'true' })).items).toHaveLength(1);
    const first = await as('act').alerts.acknowledge({ noticeId: aNotice('n1').noticeId, note: 'on it' });
    expect(first).toMatchObject({ acknowledgedBy: 'token:operator', note: 'on it' });
    const second = await as('admin').alerts.acknowledge({ noticeId: aNotice('n1').noticeId });
    expect(second).toMatchObject({ acknowledgedBy: 'token:operator' });
    expect((await view.alerts.list({ open: 'true' })).items).toHaveLength(0);
    expect((await view.alerts.list({ open: 'false' })).items).toHaveLength(1);
  });
});

describe('settings, contexts and tokens', () => {
  test('a change of settings is an event with before and after, and an audit entry', async () => {
    const { engine, as, view } = await aConsole();
    await as('admin').settings.put({ ...engine.settings(), theme: 'light' });
    expect(engine.settings().theme).toBe('light');
    const { items } = await view.world.events({});
    expect(items.find(({ event }) => event.type === 'settings.changed')?.event).toMatchObject({
      before: { theme: 'dark' },
      after: { theme: 'light' },
      actor: 'token:chief',
    });
    const audit = await view.audit.list({ kind: 'configuration.changed' });
    expect(audit.items[0]?.actor).toMatchObject({ id: 'token:chief', host: 'headless' });
  });

  test('a context takes its name and environment from the settings', async () => {
    const { engine, as } = await aConsole();
    const context = {
      contextId: payroll,
      name: 'payroll',
      profile: 'payroll',
      region: 'us-east-1',
      accountId: null,
      environment: 'production' as const,
      colour: 'cyan',
      rehearsal: false,
    };
    engine.commit([{ type: 'context.opened', at: start, context }]);
    const changed = await as('admin').contexts.put({ contextId: payroll, name: 'Payroll', environment: 'test' });
    expect(changed).toMatchObject({ ...context, watched: true, name: 'Payroll', environment: 'test' });
    expect(engine.settings().contexts).toEqual([{ contextId: payroll, name: 'Payroll', environment: 'test' }]);
  });

  test('a token is told once, opens, and closes when revoked', async () => {
    const { engine, as } = await aConsole();
    const { token, tokenId } = await as('admin').tokens.make({ name: 'wall 2', role: 'view' });
    expect(engine.verifyToken(token)).toEqual({ id: 'token:wall 2', role: 'view', host: 'headless' });
    const { items } = await as('admin').tokens.list({});
    expect(JSON.stringify(items)).not.toContain(token);
    await as('admin').tokens.revoke({ tokenId });
    expect(engine.verifyToken(token)).toBeNull();
    await expect(as('admin').tokens.revoke({ tokenId: 'tok_none' })).rejects.toMatchObject({ status: 404 });
    await expect(as('view').tokens.list({})).rejects.toMatchObject({ status: 403 });
    expect(await as('view').tokens.own({})).toMatchObject({ role: 'view' });
  });
});

describe('the rest', () => {
  test('without a rehearsal there is none to steer', async () => {
    const { as } = await aConsole();
    await expect(as('act').rehearsal.control({ paused: true })).rejects.toMatchObject({
      status: 422,
      data: { code: 'rehearsal.none' },
    });
  });

  test('health names the journal, the alerts and every source', async () => {
    const { view } = await aConsole();
    const health = await view.health.get({});
    expect(health.status).toBe('ok');
    expect(health.components.map(({ id }) => id)).toEqual(['journal', 'native-alerts', 'notifications']);
  });

  test('the live stream begins with the snapshot', async () => {
    const { engine, view } = await aConsole();
    const stream = await view.live.subscribe({});
    engine.commit([anOtherMessage('m1'), aServer('d01')]);
    await settle();
    expect((await stream.next()).value).toMatchObject({ kind: 'snapshot', session: engine.view().engine.engine?.sessionId });
    await stream.return();
  });

  test('a fault of ours is answered with an incident id and logged under it', async () => {
    const { engine, ports, view } = await aConsole();
    const broken = createRouterClient(
      createRouter({
        ...engine,
        view: () => {
          throw new TypeError('bug');
        },
      }),
      { context: { actor: actors.view } },
    );
    await expect(broken.executions.list({})).rejects.toMatchObject({ status: 500, data: { incidentId: 'inc_1' } });
    expect(ports.log.lines.find(({ fields }) => fields.incidentId === 'inc_1')).toBeDefined();
    expect((await view.executions.list({})).items).toEqual([]);
  });
});

describe('a console that ends', () => {
  test('says so to whoever wants something recorded in its closed journal', async () => {
    const { engine, as } = await aConsole();
    await engine.stop('asked to');
    await expect(as('admin').tokens.make({ name: 'wall', role: 'view' })).rejects.toMatchObject({
      code: 'SERVICE_UNAVAILABLE',
      data: { code: 'console.stopping' },
    });
  });

  test('calls it no fault what breaks on what is closed', async () => {
    const { engine, ports } = await aConsole();
    const broken = createRouter({
      ...engine,
      isStopping: () => true,
      view: () => {
        throw new TypeError('The database connection is not open');
      },
    });
    const client = createRouterClient(broken, { context: { actor: actors.view } });
    await expect(client.executions.list({})).rejects.toMatchObject({ status: 503, data: { code: 'console.stopping' } });
    expect(ports.log.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });
});
