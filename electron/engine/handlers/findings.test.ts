import { createRouterClient } from '@orpc/server';
import { describe, expect, test } from 'vitest';
import { aFinding } from '../../../shared/domain/detection/testing/a-finding';
import type { FoundNow } from '../detection/findings-api';
import type { Actor } from '../ports';
import { anEngine } from '../testing/an-engine';
import { settle } from '../testing/manual-clock';
import { createRouter } from './router';

async function aConsole() {
  const { engine, ports } = await anEngine();
  const router = createRouter(engine);
  const as = (role: Actor['role']) =>
    createRouterClient(router, { context: { actor: { id: `token:${role}`, role, host: 'headless' } } });
  const finds = async (server: string, given: Partial<FoundNow> = {}) => {
    const at = ports.clock.now();
    const { findingId: _, openedAt: __, endedAt: ___, endedBecause: ____, ...rest } = aFinding();
    const { policy: _____, feedback: ______, peakScore: _______, ...found } = rest;
    const series = { metric: 'ServerLag', contextId: 'payroll@us-east-1', labels: { server } };
    const subject = `stream:ServerLag:${server}`;
    engine.inside.findings.report({ found: [{ ...found, subject, series, since: at, lastAt: at, ...given }], ended: [] }, at);
    await settle();
    return `${subject}@${at}`;
  };
  return { engine, ports, view: as('view'), act: as('act'), finds };
}

describe('findings', () => {
  test('are listed newest first, page by page, by what they are about', async () => {
    const { view, finds, ports } = await aConsole();
    const first = await finds('s-1');
    await ports.time.advance(1_000);
    const second = await finds('s-2', { family: 'api-latency' });
    const page = await view.findings.list({ limit: 1 });
    expect(page.items.map(({ findingId }) => findingId)).toEqual([second]);
    const rest = await view.findings.list({ limit: 1, nextToken: page.nextToken ?? '' });
    expect(rest).toMatchObject({ items: [{ findingId: first }], nextToken: null });
    expect((await view.findings.list({ family: 'api-latency' })).items).toHaveLength(1);
    expect((await view.findings.list({ state: 'ended' })).items).toEqual([]);
    expect((await view.findings.list({ to: ports.clock.now() })).items).toHaveLength(1);
    expect(await view.findings.read({ findingId: first })).toMatchObject({ evidence: { value: 900 } });
    await expect(view.findings.read({ findingId: 'none' })).rejects.toMatchObject({ status: 404 });
  });

  test('are judged by whoever may act, which everybody sees, in the report and in the settings', async () => {
    const { view, act, engine, finds } = await aConsole();
    const findingId = await finds('s-1');
    const said = { findingId, verdict: 'not-useful' as const, note: 'backup window' };
    await expect(view.findings.judge(said)).rejects.toMatchObject({ status: 403 });
    expect(await act.findings.judge(said)).toMatchObject({ kind: 'replication-lag.level', before: 1, sensitivity: 0.7 });
    expect((await view.findings.settings.get({})).body.sensitivities).toMatchObject([{ sensitivity: 0.7, notUseful: 1 }]);
    expect(await view.findings.read({ findingId })).toMatchObject({ feedback: { note: 'backup window', actor: 'token:act' } });
    const { kinds, days } = await view.findings.report({});
    expect(kinds).toMatchObject([{ kind: 'replication-lag.level', found: 1, notUseful: 1, sensitivity: 0.7 }]);
    expect(days.at(-1)).toMatchObject({ found: 1, notUseful: 1 });
    const kept = engine.inside.history.audit({ kind: 'finding.judged', before: null, limit: 10 });
    expect(kept).toHaveLength(1);
  });

  test('settings are replaced as a whole by whoever read them last, and say what is wrong with them', async () => {
    const { act, view } = await aConsole();
    const { headers, body } = await view.findings.settings.get({});
    const policies = [{ family: 'replication-lag' as const, alerts: 'always' as const }];
    const put = await act.findings.settings.put({ headers: { 'if-match': headers.etag }, body: { ...body, policies } });
    expect(put.body.policies).toMatchObject([{ family: 'replication-lag', alerts: 'always', isOn: true }]);
    await expect(act.findings.settings.put({ headers: { 'if-match': headers.etag }, body })).rejects.toMatchObject({
      status: 409,
    });
    await expect(
      act.findings.settings.put({ headers: {}, body: { policies: [...policies, ...policies] } }),
    ).rejects.toMatchObject({ status: 400, data: { field: 'policies.1.family' } });
    await expect(view.findings.settings.put({ headers: {}, body })).rejects.toMatchObject({ status: 403 });
  });

  test('become rules that can be saved unchanged', async () => {
    const { act, finds, view } = await aConsole();
    const { configuration } = await view.findings.rule({ findingId: await finds('s-1') });
    const checked = await act.alertRules.check({ rule: configuration });
    expect(checked.valid).toBe(true);
    // No context is watched here; of the rule itself nothing is wrong.
    expect(checked.items.map(({ field }) => field)).toEqual(['Scope.Contexts[0]']);
    const none = await finds('s-2', { family: 'recurring-failure', method: 'pattern', aspect: 'recurrence', series: null });
    await expect(view.findings.rule({ findingId: none })).rejects.toMatchObject({ status: 422 });
  });
});
