import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { describe, expect, test } from 'vitest';
import { Board } from '../../../shared/domain/boards/board';
import { shippedBoards } from '../boards/shipped-boards';
import type { Actor } from '../ports';
import { anEngine } from '../testing/an-engine';
import { createRouter } from './router';

const actor = (role: Actor['role'], id = `token:${role}`): Actor => ({ id, role, host: 'headless' });

async function aConsole(given: Parameters<typeof anEngine>[0] = {}) {
  const made = await anEngine(given);
  const router = createRouter(made.engine);
  const as = (who: Actor) => createRouterClient(router, { context: { actor: who } }).boards;
  return { ...made, as, view: as(actor('view')), act: as(actor('act', 'token:Dana')), other: as(actor('act', 'token:Omar')) };
}

const widget = (id: string, change: object = {}) => ({ id, type: 'figure', x: 0, y: 0, w: 4, h: 4, ...change });
const board = (name: string, widgets: object[] = []) => ({ name, widgets });
const fresh = { 'if-none-match': '*' };
const matching = (etag: string) => ({ 'if-match': etag });
const changesIn = (engine: Awaited<ReturnType<typeof aConsole>>['engine']) =>
  engine.inside.history
    .events({ subjects: [], contextId: null, before: null, limit: 50 })
    .flatMap(({ event }) => (event.type === 'boards.changed' ? [event] : []));

describe('dashboards', () => {
  test('are the shipped ones at first', async () => {
    const { view } = await aConsole();
    const { body, headers } = await view.list({});
    expect(body.items.map(({ boardId, origin, revision }) => ({ boardId, origin, revision }))).toEqual(
      ['executive', 'operational', 'compliance', 'performance'].map((boardId) => ({ boardId, origin: 'shipped', revision: 0 })),
    );
    expect(headers.etag).toBe('"0"');
  });

  test('of one’s own are saved, listed after the shipped ones by name, and deleted', async () => {
    const { act, view } = await aConsole();
    for (const boardId of ['zeta', 'alpha'])
      await act.put({ params: { boardId }, headers: fresh, body: board(boardId, [widget('w1', { settings: { new: [1] } })]) });
    const listed = (await view.list({})).body.items.map(({ boardId }) => boardId);
    expect(listed.slice(4)).toEqual(['alpha', 'zeta']);
    expect((await view.list({ limit: 5 })).body.nextToken).not.toBeNull();
    const kept = await view.get({ boardId: 'zeta' });
    expect(kept.body).toMatchObject({ origin: 'own', changedBy: 'token:Dana', revision: 1 });
    expect(kept.body.widgets[0]).toMatchObject({ settings: { new: [1] } });
    expect(await act.remove({ params: { boardId: 'zeta' }, headers: {} })).toEqual({ boardId: 'zeta', remaining: null });
    await expect(view.get({ boardId: 'zeta' })).rejects.toMatchObject({ status: 404, data: { code: 'board.unknown' } });
    await expect(act.remove({ params: { boardId: 'zeta' } })).rejects.toMatchObject({ status: 404 });
  });

  test('that were shipped can be changed and reset', async () => {
    const { act, view } = await aConsole();
    const { body, headers } = await view.get({ boardId: 'executive' });
    const changed = await act.put({
      params: { boardId: 'executive' },
      headers: matching(headers.etag),
      body: { ...body, name: 'Mine' },
    });
    expect(changed.body).toMatchObject({ origin: 'changed', name: 'Mine' });
    const { remaining } = await act.remove({ params: { boardId: 'executive' }, headers: matching(changed.headers.etag) });
    expect(remaining).toEqual(body);
  });

  test('two editors: the second is told who came first, and nothing is lost', async () => {
    const { act, other, view } = await aConsole();
    const params = { boardId: 'night' };
    const first = await act.put({ params, headers: fresh, body: board('Night') });
    await act.put({ params, headers: matching(first.headers.etag), body: board('Night by Dana') });
    const late = other.put({ params, headers: matching(first.headers.etag), body: board('Night by Omar') });
    await expect(late).rejects.toMatchObject({
      status: 409,
      data: { code: 'board.conflict' },
      message: expect.stringContaining('Dana changed it'),
    });
    await expect(other.put({ params, headers: fresh, body: board('x') })).rejects.toMatchObject({ status: 409 });
    expect((await view.get({ boardId: 'night' })).body.name).toBe('Night by Dana');
    await act.remove({ params });
    await expect(other.put({ params, headers: matching('"2"'), body: board('x') })).rejects.toThrow('deleted');
  });

  test('name the field that is wrong', async () => {
    const { act } = await aConsole();
    const sent = board('X', [widget('a'), widget('b'), widget('c'), widget('d', { w: 25 })]);
    await expect(act.put({ params: { boardId: 'x' }, headers: {}, body: sent })).rejects.toMatchObject({
      status: 400,
      data: { code: 'board.invalid', field: 'widgets[3].w' },
    });
    const twice = board('X', [widget('a'), widget('a')]);
    await expect(act.put({ params: { boardId: 'x' }, headers: {}, body: twice })).rejects.toMatchObject({
      data: { field: 'widgets' },
      message: expect.stringContaining('same id'),
    });
    const all = { items: [{ ...board('X'), boardId: 'x', range: { kind: 'last', seconds: 1 } }] };
    await expect(act.replace({ headers: {}, body: all })).rejects.toMatchObject({ data: { field: 'items[0].range.seconds' } });
    await expect(act.put({ params: { boardId: 'x' }, headers: {}, body: 'nonsense' })).rejects.toMatchObject({ status: 400 });
    const many = board(
      'X',
      Array.from({ length: 101 }, (_, n) => widget(`w${n}`)),
    );
    await expect(act.put({ params: { boardId: 'x' }, headers: {}, body: many })).rejects.toMatchObject({ status: 400 });
  });

  test('nested deeper than anybody reads are refused, not followed', async () => {
    const { act } = await aConsole();
    const deep: unknown = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`);
    const sent = board('Deep', [widget('w1', { settings: { deep } })]);
    const refused = { status: 400, data: { field: 'widgets' } };
    await expect(act.put({ params: { boardId: 'deep' }, headers: fresh, body: sent })).rejects.toMatchObject(refused);
    await expect(act.replace({ headers: {}, body: { items: [{ ...sent, boardId: 'deep' }] } })).rejects.toMatchObject(refused);
  });

  test('are replaced as a whole by whoever read the newest list; what was read can be written back', async () => {
    const { act, other, view, engine } = await aConsole();
    await act.put({ params: { boardId: 'one' }, headers: fresh, body: board('One') });
    const read = await view.list({});
    const before = changesIn(engine).length;
    await act.replace({ headers: matching(read.headers.etag), body: read.body });
    expect(changesIn(engine)).toHaveLength(before);
    const replaced = await act.replace({
      headers: matching(read.headers.etag),
      body: { items: [{ boardId: 'two', ...board('Two') }] },
    });
    expect(replaced.body.items.slice(4).map(({ boardId }) => boardId)).toEqual(['two']);
    const late = other.replace({ headers: matching(read.headers.etag), body: { items: [] } });
    await expect(late).rejects.toMatchObject({ status: 409 });
  });

  test('are copied under a name of their own', async () => {
    const { act } = await aConsole();
    const first = await act.duplicate({ boardId: 'executive', name: 'Lage der Nacht äöü' });
    expect(first.body).toMatchObject({ boardId: 'lage-der-nacht-aou', origin: 'own' });
    const second = await act.duplicate({ boardId: 'executive', name: 'Lage der Nacht äöü' });
    expect(second.body.boardId).toBe('lage-der-nacht-aou-2');
  });

  test('leave before and after in the record; whoever only looks cannot change them', async () => {
    const { act, view, engine } = await aConsole();
    await act.put({ params: { boardId: 'night' }, headers: fresh, body: board('Night') });
    await act.put({ params: { boardId: 'night' }, headers: {}, body: board('Night') });
    expect(changesIn(engine)).toMatchObject([{ boardId: 'night', before: null, after: { name: 'Night' }, actor: 'token:Dana' }]);
    const body = board('x');
    await expect(view.put({ params: { boardId: 'x' }, headers: {}, body })).rejects.toMatchObject({ status: 403 });
    await expect(view.replace({ headers: {}, body: { items: [] } })).rejects.toMatchObject({ status: 403 });
    await expect(view.remove({ params: { boardId: 'night' } })).rejects.toMatchObject({ status: 403 });
    await expect(view.duplicate({ boardId: 'night' })).rejects.toMatchObject({ status: 403 });
  });

  test('survive a restart; a damaged file is moved aside and told of', async () => {
    const { act, engine, dataDir } = await aConsole();
    await act.put({ params: { boardId: 'night' }, headers: fresh, body: board('Night') });
    await engine.stop('restart');
    const again = await aConsole({ dataDir });
    expect((await again.view.get({ boardId: 'night' })).headers.etag).toBe('"1"');
    await again.engine.stop('restart');
    const file = join(dataDir, 'boards.json');
    await writeFile(file, (await readFile(file, 'utf8')).replace('"Night"', '""'));
    const third = await aConsole({ dataDir });
    expect((await third.view.list({})).body.items).toHaveLength(4);
    expect(third.engine.view().engine.engine?.warnings.map(({ code }) => code)).toContain('boards.moved-aside');
  });
});

test('every shipped dashboard keeps within the bounds, without overlaps', () => {
  for (const { boardId, widgets } of shippedBoards.map((shipped) => Board.parse(shipped))) {
    for (const one of widgets) {
      expect(one.x + one.w, `${boardId} ${one.id}`).toBeLessThanOrEqual(24);
      const over = widgets.filter(
        (two) => two !== one && two.x < one.x + one.w && one.x < two.x + two.w && two.y < one.y + one.h && one.y < two.y + two.h,
      );
      expect(
        over.map(({ id }) => id),
        `${boardId} ${one.id}`,
      ).toEqual([]);
    }
  }
});
