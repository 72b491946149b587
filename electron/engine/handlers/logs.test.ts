import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { expect, test } from 'vitest';
import type { ConsoleEvent } from '../../../shared/domain/events';
import { shippedPresets } from '../../../shared/domain/logs/presets';
import type { Actor } from '../ports';
import { aFolder } from '../testing/a-folder';
import { anEngine } from '../testing/an-engine';
import { at, payroll } from '../testing/events';
import { createRouter } from './router';

const refusal = (code: string) => ({ data: { code } });
const mine = { id: 'mine', title: 'Mine', query: 'fields @message' };

async function aConsole(dataDir = aFolder()) {
  const { engine } = await anEngine({ dataDir });
  const router = createRouter(engine);
  const as = (role: Actor['role']) =>
    createRouterClient(router, { context: { actor: { id: `token:${role}`, role, host: 'headless' } } });
  return { engine, dataDir, view: as('view'), act: as('act'), admin: as('admin') };
}

test('a query is kept under a name, found after a restart, changed and deleted; shipped ones stay', async () => {
  const { engine, dataDir, act } = await aConsole();
  expect(await act.logs.savePreset(mine)).toEqual({ ...mine, text: '', groupsWith: null, shipped: false });
  await act.logs.savePreset({ ...mine, text: 'better', query: 'fields @timestamp' });
  await engine.stop('test');
  const again = await aConsole(dataDir);
  const { items } = await again.view.logs.presets({});
  expect(items.map(({ id }) => id)).toEqual([...shippedPresets.map(({ id }) => id), 'mine']);
  expect(items.at(-1)).toMatchObject({ text: 'better', query: 'fields @timestamp' });
  await expect(again.act.logs.savePreset({ ...mine, id: 'slow-calls' })).rejects.toMatchObject(refusal('logs.shipped'));
  await expect(again.act.logs.removePreset({ id: 'slow-calls' })).rejects.toMatchObject(refusal('logs.shipped'));
  await again.act.logs.removePreset({ id: 'mine' });
  await expect(again.act.logs.removePreset({ id: 'mine' })).rejects.toMatchObject(refusal('preset.unknown'));
});

test('who may only look runs nothing and keeps nothing; picking log groups is for administrators', async () => {
  const { engine, view, act, admin } = await aConsole();
  engine.commit([opened]);
  await expect(view.logs.start({ preset: 'slow-calls' })).rejects.toMatchObject(refusal('access.role'));
  await expect(view.logs.savePreset(mine)).rejects.toMatchObject(refusal('access.role'));
  await expect(act.logs.watch({ names: ['/aws/lambda/x'] })).rejects.toMatchObject(refusal('access.role'));
  expect(await admin.logs.watch({ names: ['/aws/lambda/x'] })).toEqual({ names: ['/aws/lambda/x'] });
});

test('what is asked for wrongly is said before AWS is asked', async () => {
  const { engine, act } = await aConsole();
  engine.commit([opened]);
  await expect(act.logs.start({})).rejects.toMatchObject(refusal('logs.no-query'));
  await expect(act.logs.start({ preset: 'nobody' })).rejects.toMatchObject(refusal('preset.unknown'));
  await expect(act.logs.start({ preset: 'slow-calls', from: 'soon' })).rejects.toMatchObject(refusal('logs.invalid'));
  const backwards = { preset: 'slow-calls', from: '2026-03-14T10:00:00Z', to: '2026-03-14T09:00:00Z' };
  await expect(act.logs.start(backwards)).rejects.toMatchObject(refusal('logs.invalid'));
  await expect(act.logs.start({ preset: 'slow-calls' })).rejects.toMatchObject(refusal('context.not-open'));
  await expect(act.logs.query({ queryId: 'cmd-1' })).rejects.toMatchObject(refusal('query.unknown'));
  await expect(act.logs.cancel({ queryId: 'cmd-1' })).rejects.toMatchObject(refusal('query.unknown'));
});

test('a file of queries that cannot be understood is set aside, and the shipped ones are there', async () => {
  const dataDir = aFolder();
  writeFileSync(join(dataDir, 'logs.json'), '{"presets": 7}');
  const { engine, view, act } = await aConsole(dataDir);
  expect((await view.logs.presets({})).items).toHaveLength(shippedPresets.length);
  expect(engine.view().engine.engine?.warnings.map(({ code }) => code)).toContain('logs.set-aside');
  expect(await act.logs.savePreset(mine)).toMatchObject({ id: 'mine' });
});

test('patterns of former sessions are listed again', async () => {
  const { engine, dataDir } = await aConsole();
  engine.commit([opened, told]);
  await engine.stop('test');
  const { view } = await aConsole(dataDir);
  expect((await view.logs.patterns({})).items).toMatchObject([{ pattern: '[ERROR] <n>', count: 3, lastHour: 0 }]);
});

const opened: ConsoleEvent = {
  type: 'context.opened',
  at: at(0),
  context: {
    contextId: payroll,
    name: 'payroll',
    profile: 'payroll',
    region: 'us-east-1',
    accountId: '111122223333',
    environment: 'test',
    colour: 'teal',
    rehearsal: false,
  },
};

const told: ConsoleEvent = {
  type: 'logs.pattern',
  at: at(60),
  contextId: payroll,
  logGroup: '/aws/lambda/x',
  pattern: '[ERROR] <n>',
  why: 'new',
  count: 3,
  sample: '[ERROR] 7',
  firstAt: at(10),
  lastAt: at(50),
};
