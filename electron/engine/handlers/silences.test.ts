import { createRouterClient } from '@orpc/server';
import { describe, expect, test, vi } from 'vitest';
import { instantOf, msOf } from '../../../shared/domain/primitives';
import type { Actor } from '../ports';
import { anEngine } from '../testing/an-engine';
import { createRouter } from './router';

const actor = (role: Actor['role'], id = `token:${role}`): Actor => ({ id, role, host: 'headless' });

async function aConsole(given: Parameters<typeof anEngine>[0] = {}) {
  const made = await anEngine(given);
  const router = createRouter(made.engine);
  const as = (who: Actor) => createRouterClient(router, { context: { actor: who } });
  const act = as(actor('act', 'token:Dana'));
  const says = (alertKey: string, labels: object, resolved = false) =>
    act.notifications.emit({
      events: [
        { source: 'ci', name: 'check', severity: 'HIGH', title: `${alertKey} failed`, data: { alertKey, resolved, labels } },
      ],
    });
  return { ...made, view: as(actor('view')), act, admin: as(actor('admin')), says };
}

const wanted = { matchers: ['plan="Payroll DR"'], durationMinutes: 60, reason: 'Patching.' };
const refused = (field: string, code = 'silence.invalid') => ({ status: 400, data: { code, field } });

describe('silences', () => {
  test('are recorded before they are answered, hide what they mean, and are told of what they hide', async () => {
    const { act, admin, view, says, engine } = await aConsole();
    const everybody = {
      NotificationId: 'all',
      Name: 'All',
      Enabled: true,
      EventFilters: {},
      Channels: [{ Type: 'DESKTOP', Configuration: {} }],
    };
    await admin.notifications.settings.put({ headers: {}, body: { Notifications: [everybody] } });
    const made = await act.silences.make(wanted);
    expect(made).toMatchObject({ author: 'token:Dana', state: 'active', hides: 0, reason: 'Patching.' });
    expect(engine.inside.alerting.tables.silence(made.silenceId)).toMatchObject({ reason: 'Patching.' });
    await says('backup', { plan: 'Payroll DR' });
    await says('other', { plan: 'Billing' });
    expect((await view.silences.list({})).items).toMatchObject([{ silenceId: made.silenceId, hides: 1 }]);
    const { items } = await view.notifications.history({ event: 'custom.event' });
    expect(items.map(({ eventTitle, reason }) => [eventTitle, reason?.startsWith('Silence: Dana: Patching.')])).toEqual([
      ['other failed', undefined],
      ['backup failed', true],
    ]);
    expect(items[1]?.state).toBe('suppressed');
    const preview = await view.silences.preview({ Matchers: '{plan=~"Payroll.*"}' });
    expect(preview.now.alerts.map(({ title }) => title)).toEqual(['backup failed']);
    expect(preview.lately).toMatchObject({ count: 1, isCut: false });
    const ended = await act.silences.end({ silenceId: made.silenceId });
    expect(ended).toMatchObject({ state: 'expired', endedBy: 'token:Dana', hides: 0 });
    expect((await view.silences.list({ state: 'active' })).items).toEqual([]);
    expect((await view.silences.list({ state: 'expired' })).items).toHaveLength(1);
  });

  test('are tried on many alerts in pieces, and others have their turn in between', async () => {
    const { act, view } = await aConsole();
    for (const batch of [1, 2, 3, 4, 5])
      await act.notifications.emit({
        events: Array.from({ length: 100 }, (_, index) => ({
          ...{ source: 'ci', name: 'check', severity: 'LOW' as const, title: `Check ${index} failed` },
          data: { alertKey: `${batch}-${index}`, labels: { team: 'web' } },
        })),
      });
    let turns = 0;
    let isOver = false;
    const count = () => {
      turns += 1;
      if (!isOver) setImmediate(count);
    };
    setImmediate(count);
    const { lately, now } = await view.silences.preview({ Matchers: 'team=web' });
    isOver = true;
    expect([lately.count, lately.looked, lately.isCut, now.count]).toEqual([500, 500, false, 500]);
    expect(turns).toBeGreaterThanOrEqual(2);
  });

  test('survive a restart', async () => {
    const first = await aConsole();
    const made = await first.act.silences.make(wanted);
    await first.says('backup', { plan: 'Payroll DR' });
    await first.engine.stop('test');
    const again = await aConsole({ dataDir: first.dataDir });
    expect((await again.view.silences.list({})).items).toMatchObject([{ silenceId: made.silenceId, state: 'active', hides: 1 }]);
  });

  test('that are extended keep their id; what would rewrite the past ends them and makes another', async () => {
    const { act, view } = await aConsole();
    const made = await act.silences.make(wanted);
    const longer = await act.silences.change({ silenceId: made.silenceId, durationMinutes: 120 });
    expect(longer.silenceId).toBe(made.silenceId);
    expect(msOf(longer.endsAt) - msOf(made.endsAt)).toBeGreaterThanOrEqual(59 * 60_000);
    const other = await act.silences.change({
      silenceId: made.silenceId,
      matchers: [{ label: 'plan', op: '=', value: 'Billing' }],
    });
    expect(other.silenceId).not.toBe(made.silenceId);
    expect(other.endsAt).toBe(longer.endsAt);
    const { items } = await view.silences.list({});
    expect(items.map(({ silenceId, state }) => [silenceId, state])).toEqual([
      [other.silenceId, 'active'],
      [made.silenceId, 'expired'],
    ]);
  });

  test('of long ago are listed each once, and no more are read than a page of them', async () => {
    const { act, view, engine } = await aConsole();
    const { ports, inside } = engine;
    const old = Array.from({ length: 30 }, (_, index) => ({
      type: 'silence.changed' as const,
      at: ports.clock.now(),
      silence: {
        silenceId: `old-${String(index).padStart(2, '0')}`,
        matchers: [{ label: 'plan', op: '=' as const, value: 'Billing' }],
        startsAt: instantOf(0),
        endsAt: instantOf((1 + Math.floor(index / 3)) * 60_000),
        author: 'ada',
        reason: 'Patching.',
        madeAt: instantOf(0),
        endedBy: null,
      },
      actor: 'ada',
    }));
    engine.commit(old, actor('act'));
    const made = await act.silences.make(wanted);
    const read = vi.spyOn(inside.alerting.tables, 'silences');
    for (const state of [undefined, 'expired'] as const) {
      const seen: string[] = [];
      for (let nextToken: string | null | undefined; nextToken !== null; ) {
        const page: { items: { silenceId: string }[]; nextToken: string | null } = await view.silences.list({
          limit: 7,
          ...(state === undefined ? {} : { state }),
          ...(nextToken === undefined ? {} : { nextToken }),
        });
        seen.push(...page.items.map(({ silenceId }) => silenceId));
        nextToken = page.nextToken;
      }
      const ended = old.map(({ silence }) => silence.silenceId).reverse();
      expect(seen).toEqual(state === undefined ? [made.silenceId, ...ended] : ended);
    }
    expect(read.mock.calls.length).toBeGreaterThanOrEqual(10);
    for (const { value } of read.mock.results) expect(value.length).toBeLessThanOrEqual(8);
    expect((await view.silences.list({ state: 'active' })).items).toHaveLength(1);
    await expect(act.silences.end({ silenceId: 'old-00' })).resolves.toMatchObject({ state: 'expired' });
  });

  test('need matchers that refuse something, a reason, an end in time, and whoever may act', async () => {
    const { act, admin, view } = await aConsole();
    await expect(act.silences.make({ ...wanted, matchers: ['plan=~".*"'] })).rejects.toMatchObject(refused('matchers'));
    await expect(act.silences.make({ ...wanted, matchers: ['plan'] })).rejects.toMatchObject(refused('matchers[0]'));
    await expect(act.silences.make({ ...wanted, matchers: ['plan=~"("'] })).rejects.toMatchObject(refused('matchers[0].value'));
    await expect(act.silences.make({ ...wanted, matchers: undefined })).rejects.toMatchObject(refused('matchers'));
    await expect(act.silences.make({ ...wanted, reason: ' ' })).rejects.toMatchObject(refused('reason'));
    await expect(act.silences.make({ ...wanted, durationMinutes: undefined })).rejects.toMatchObject(refused('endsAt'));
    const long = { ...wanted, durationMinutes: 60 * 24 * 31 };
    await expect(act.silences.make(long)).rejects.toMatchObject(refused('endsAt'));
    expect(await admin.silences.make(long)).toMatchObject({ state: 'active' });
    await expect(view.silences.make(wanted)).rejects.toMatchObject({ status: 403 });
    await expect(act.silences.end({ silenceId: 'sil-none' })).rejects.toMatchObject({
      status: 404,
      data: { code: 'silence.unknown' },
    });
  });
});

describe('settings of alerting', () => {
  const window = {
    id: 'w',
    name: 'Nightly',
    matchers: [{ label: 'plan', op: '=', value: 'Payroll DR' }],
    weekdays: [1, 2, 3, 4, 5, 6, 7],
  };
  const inhibition = (id: string, source: string, target: string) => ({
    id,
    name: `${source} hides ${target}`,
    source: [{ label: 'kind', op: '=', value: source }],
    target: [{ label: 'kind', op: '=', value: target }],
  });

  test('are replaced as a whole, by whoever read the newest', async () => {
    const { act, view } = await aConsole();
    const { headers, body } = await view.alerting.settings.get({});
    const put = { headers: { 'if-match': headers.etag }, body: { ...body, windows: [window] } };
    const answer = await act.alerting.settings.put(put);
    expect(answer.headers.etag).not.toBe(headers.etag);
    await expect(act.alerting.settings.put({ ...put, body })).rejects.toMatchObject({
      status: 409,
      data: { code: 'alerting.conflict' },
    });
    const { items } = await view.alerting.windows({});
    expect(items).toMatchObject([{ window: { id: 'w' }, isOpen: true }]);
  });

  test('that cannot be meant are refused with their place', async () => {
    const { act } = await aConsole();
    const put = (body: object) => act.alerting.settings.put({ headers: {}, body });
    const cyclic = [inhibition('1', 'a', 'b'), inhibition('2', 'b', 'c'), inhibition('3', 'c', 'a')];
    await expect(put({ inhibitions: cyclic })).rejects.toMatchObject({
      ...refused('inhibitions', 'alerting.invalid'),
      message: expect.stringContaining('“a hides b” → “b hides c” → “c hides a” → “a hides b”'),
    });
    await expect(put({ inhibitions: [inhibition('1', 'a', 'a')] })).rejects.toMatchObject(
      refused('inhibitions[0].target', 'alerting.invalid'),
    );
    await expect(put({ windows: [{ ...window, timeZone: 'Mars/Base' }] })).rejects.toMatchObject(
      refused('windows[0].timeZone', 'alerting.invalid'),
    );
    await expect(put({ windows: [{ ...window, weekdays: [] }] })).rejects.toMatchObject(
      refused('windows[0].weekdays', 'alerting.invalid'),
    );
    await expect(put({ windows: [{ ...window, matchers: [{ label: 'plan', op: '!=', value: 'x' }] }] })).rejects.toMatchObject(
      refused('windows[0].matchers', 'alerting.invalid'),
    );
    await expect(put({ windows: [window, window] })).rejects.toMatchObject(refused('windows[1].id', 'alerting.invalid'));
  });
});
