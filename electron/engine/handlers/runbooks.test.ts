import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { describe, expect, test } from 'vitest';
import type { Actor } from '../ports';
import { anEngine } from '../testing/an-engine';
import { at } from '../testing/events';
import { createRouter } from './router';

const actors: Readonly<Record<Actor['role'], Actor>> = {
  view: { id: 'token:wall', role: 'view', host: 'headless' },
  act: { id: 'token:operator', role: 'act', host: 'headless' },
  admin: { id: 'token:chief', role: 'admin', host: 'headless' },
};

async function aConsole() {
  const { engine } = await anEngine({});
  const router = createRouter(engine);
  const as = (role: Actor['role']) => createRouterClient(router, { context: { actor: actors[role] } });
  const page = (resolved: boolean) =>
    engine.commit([
      {
        type: 'custom.received',
        at: at(resolved ? 2 : 1),
        customId: `custom-${resolved}`,
        contextId: null,
        executionId: null,
        source: 'probe',
        name: 'tablespace',
        severity: 'HIGH',
        title: 'Tablespace is full',
        summary: 'SNAPSHOTS_FAILURE on db-01',
        data: { alertKey: 'db-01', resolved, labels: { serverName: 'db-01', region: 'eu-west-1' } },
        actor: 'token:operator',
      },
    ]);
  expect(page(false)).toMatchObject({ ok: true });
  const { items } = await as('view').incidents.list({ status: 'open' });
  return { engine, page, view: as('view').runbooks, act: as('act').runbooks, as, incidentId: items[0]?.incidentId ?? '' };
}

describe('the shelf', () => {
  test('lists shipped runbooks and own ones, with what is wrong in them', async () => {
    const { engine, view } = await aConsole();
    const folder = join(engine.options.dataDir, 'runbooks');
    mkdirSync(folder);
    writeFileSync(join(folder, 'ours.md'), '---\nid: ours\ntitle: Ours\n---\n## Call\nNow.\n');
    writeFileSync(join(folder, 'bad.md'), 'no head');
    const all = await view.list({ limit: 1000 });
    expect(all.folder).toBe(folder);
    expect(all.items.filter(({ origin }) => origin === 'own')).toMatchObject([{ runbookId: 'ours', steps: 1 }]);
    expect(all.items.length).toBeGreaterThan(14);
    expect(all.problems.map(({ file }) => file)).toContain('bad.md');
    expect(await view.get({ runbookId: 'ours' })).toMatchObject({ origin: 'own', source: expect.stringContaining('## Call') });
    await expect(view.get({ runbookId: 'nope' })).rejects.toMatchObject({ code: 'NOT_FOUND', data: { code: 'runbook.unknown' } });
    const first = await view.list({ limit: 3 });
    expect(first.items).toHaveLength(3);
    expect(first.nextToken).not.toBeNull();
  });
});

describe('of an incident', () => {
  test('what fits is offered, begun, and worked off by name', async () => {
    const { view, act, incidentId, as } = await aConsole();
    const offered = await view.ofIncident({ incidentId });
    expect(offered.suggested[0]).toMatchObject({ runbookId: 'snapshot-failed', why: 'AWS names this error' });
    expect(offered.run).toMatchObject({ isStarted: false, next: 0, summary: expect.stringContaining('db-01') });
    expect(offered.run?.steps[2]?.commands[0]?.text).toContain('--region eu-west-1');
    await expect(act.step({ incidentId, step: 0, outcome: 'done' })).rejects.toMatchObject({ code: 'UNPROCESSABLE_CONTENT' });
    await act.begin({ incidentId, runbookId: 'snapshot-failed' });
    const after = await act.step({ incidentId, step: 0, outcome: 'done', note: 'older by an hour' });
    expect(after.runbook).toMatchObject({
      runbookId: 'snapshot-failed',
      startedBy: 'token:operator',
      steps: [{ step: 0, outcome: 'done' }],
    });
    expect((await view.ofIncident({ incidentId })).run).toMatchObject({ isStarted: true, next: 1 });
    const { entries } = await as('view').incidents.get({ incidentId });
    expect(entries.filter(({ kind }) => kind === 'runbook').map(({ text }) => text)).toEqual([
      'operator began the runbook “Snapshot failed”.',
      'Step 1, See whether an older snapshot was used: done: “older by an hour”',
    ]);
  });

  test('another one can be looked at without beginning it', async () => {
    const { view, incidentId } = await aConsole();
    expect((await view.ofIncident({ incidentId, runbookId: 'vcpu-quota' })).run).toMatchObject({
      runbookId: 'vcpu-quota',
      isStarted: false,
    });
    await expect(view.ofIncident({ incidentId, runbookId: 'nope' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(view.ofIncident({ incidentId: 'nope' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('who may only look begins nothing; what is over is worked off no more', async () => {
    const { view, act, incidentId, page } = await aConsole();
    await expect(view.begin({ incidentId, runbookId: 'vcpu-quota' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await act.begin({ incidentId, runbookId: 'vcpu-quota' });
    page(true);
    await expect(act.step({ incidentId, step: 0, outcome: 'done' })).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(act.begin({ incidentId, runbookId: 'iam-denied' })).rejects.toMatchObject({ code: 'CONFLICT' });
  });
});
