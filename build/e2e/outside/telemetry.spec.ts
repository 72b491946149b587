import { z } from 'zod';
import { AlarmView } from '../../../shared/domain/capacity/alarms';
import { QuotaView } from '../../../shared/domain/capacity/quotas';
import { expect, test } from '../fixtures';
import { POLICIES, type Served, startServe } from '../serve';

const Series = z.object({ name: z.string(), unit: z.string(), points: z.array(z.object({ at: z.string(), value: z.number() })) });
const Plan = z.object({ readiness: z.string(), obstacles: z.array(z.object({ code: z.string(), message: z.string() })) });
const NoticeView = z.object({
  kind: z.string(),
  severity: z.string(),
  title: z.string(),
  nextStep: z.string(),
  resolvedAt: z.string().nullable(),
});
const Component = z.object({ id: z.string(), errorRate: z.number().nullable(), attempts: z.number().nullable() });
const itemsOf = <T extends z.ZodType>(item: T, page: unknown) => z.object({ items: z.array(item) }).parse(page).items;
const alarmsOf = async (serve: Served) => itemsOf(AlarmView, await serve.get('/alarms'));

test.describe('health and capacity, from outside', () => {
  test.setTimeout(120_000);

  test('limits with their use, metrics, error rates and readiness, with the shipped policies enforced', async ({ dataDir }) => {
    const serve = await startServe(['--data-dir', dataDir, '--rehearse', 'payroll-drill', '--speed', '60', ...POLICIES]);
    const quotas = async () => itemsOf(QuotaView, await serve.get('/quotas'));
    const replicating = async () =>
      (await quotas()).find((quota) => quota.code === 'L-C1D14A2B' && quota.limitFrom === 'service-quotas' && quota.used === 12);
    await expect.poll(replicating, { timeout: 60_000 }).toMatchObject({ limit: 300, warnAt: 250, criticalAt: 280, level: 'ok' });

    const points = async (name: string) => itemsOf(Series, await serve.get(`/metrics?name=${name}`)).length;
    await expect.poll(() => points('ReplicationLag'), { timeout: 60_000 }).toBe(12);
    await expect.poll(() => points('QuotaUsed'), { timeout: 30_000 }).toBeGreaterThan(5);
    const unknown = await serve.api('/metrics?name=Nonsense');
    expect({ status: unknown.status, ...(await unknown.json()) }).toMatchObject({ status: 400, field: 'name' });

    const blocked = async () => itemsOf(Plan, await serve.get('/plans'))[0]?.obstacles.map(({ code }) => code);
    await expect.poll(blocked, { timeout: 60_000 }).toContain('plan-active');
    const { components } = z.object({ components: z.array(Component) }).parse(await serve.get('/health'));
    expect(components.some(({ attempts, errorRate }) => (attempts ?? 0) > 0 && errorRate === 0)).toBe(true);
    expect(await serve.stop()).toBe(0);
  });

  test('a limit that is nearly used up is told once, with the next step', async ({ dataDir }) => {
    const serve = await startServe(['--data-dir', dataDir, '--rehearse', 'fleet?servers=290&executions=2&accounts=1&regions=1']);
    const told = async () =>
      itemsOf(NoticeView, await serve.get('/alerts?limit=1000')).filter(({ kind }) => kind === 'quota-near');
    const replicating = async () => (await told()).filter(({ title }) => title.startsWith('Replicating source servers'));
    await expect
      .poll(replicating, { timeout: 60_000 })
      .toContainEqual(
        expect.objectContaining({ severity: 'HIGH', resolvedAt: null, nextStep: expect.stringContaining('another account') }),
      );
    expect((await replicating()).filter(({ resolvedAt }) => resolvedAt === null)).toHaveLength(1);
    expect(await serve.stop()).toBe(0);
  });

  test('alarms that cannot go off are named, and one that can is made beside them', async ({ dataDir }) => {
    const fault = ['--fault', 'H8'];
    const serve = await startServe(['--data-dir', dataDir, '--rehearse', 'payroll-drill', ...fault, ...POLICIES]);
    const dead = async () => (await alarmsOf(serve)).filter(({ cannotFire }) => cannotFire !== null).length;
    await expect.poll(dead, { timeout: 30_000 }).toBe(5);

    const made = await serve.api('/alarms', { body: { preset: 'access-denied' } });
    const alarm = AlarmView.parse(await made.json());
    expect(alarm).toMatchObject({ ours: true, cannotFire: null });
    const path = `/alarms/${encodeURIComponent(alarm.name)}`;
    expect(AlarmView.parse(await (await serve.api(`${path}/disable`, { body: {} })).json()).actionsEnabled).toBe(false);
    const foreign = (await alarmsOf(serve)).find(({ ours }) => !ours);
    const refused = await serve.api(`/alarms/${encodeURIComponent(foreign?.name ?? '')}`, { method: 'DELETE' });
    expect({ status: refused.status, ...(await refused.json()) }).toMatchObject({ status: 422, code: 'alarms.not-ours' });
    expect((await serve.api(path, { method: 'DELETE' })).status).toBe(200);
    expect((await alarmsOf(serve)).some(({ name }) => name === alarm.name)).toBe(false);
    expect(await serve.stop()).toBe(0);
  });
});
