import { z } from 'zod';
import { expect, test } from '../fixtures';
import { POLICIES, type Served, type Simulated, startServe, startSimulate } from '../serve';
import { beside } from './account';
import { executionsOf } from './executions';
import { silentSources } from './health';

/** One service down, one denied and one throttled at once: each says what is wrong with it, and nothing else minds. */
const FAULTS = ['states:down', 'drs:denied', 'dynamodb:throttle'] as const;
/** Sources that live on the three services; their ids begin with the service's name. */
const HIT = /\/(sfn|drs|dynamodb)-/;
/** Readings that must have succeeded under the faults before they count as lived through: limits are read every five minutes at most. */
const READINGS = { usual: 3, longest: 2 } as const;

const Health = z.object({
  components: z.array(
    z.object({
      id: z.string(),
      state: z.string(),
      lastSuccessAt: z.string().nullable(),
      message: z.string().nullable(),
      next: z.string().nullable(),
      missingPermission: z.object({ action: z.string(), resource: z.string().nullable() }).nullable(),
    }),
  ),
});
type Component = z.infer<typeof Health>['components'][number];

const Calls = z.object({ items: z.array(z.object({ service: z.string(), operation: z.string(), count: z.number() })) });
const ConsoleCalls = z.object({ items: z.array(z.object({ service: z.string(), total: z.number() })) });
const Rows = z.object({ items: z.array(z.looseObject({ observedAt: z.string() })) });

async function componentsOf(serve: Served): Promise<readonly Component[]> {
  const { components } = Health.parse(await serve.get('/health'));
  return components.filter(({ id }) => id.includes('/'));
}

/** Calls a service has answered, by the simulator's own count. */
async function answeredBy(simulated: Simulated, service: string): Promise<number> {
  const { items } = Calls.parse(await simulated.control('/calls'));
  return items.filter((call) => call.service === service).reduce((sum, { count }) => sum + count, 0);
}

/** Attempts of the console, also those that were cut and that no service could count. */
async function askedOf(serve: Served, service: string): Promise<number> {
  const { items } = ConsoleCalls.parse(await serve.get('/calls?limit=1000'));
  return items.filter((call) => call.service === service).reduce((sum, { total }) => sum + total, 0);
}

/** What the operator has before them, by route: how many rows there are. */
async function shownBy(serve: Served): Promise<Readonly<Record<string, number>>> {
  const routes = ['/servers', '/jobs', '/plans'];
  const counts = await Promise.all(routes.map(async (route) => Rows.parse(await serve.get(route)).items.length));
  const executions = await executionsOf(serve);
  const participants = executions.flatMap(({ waves }) => waves.flatMap(({ servers }) => servers)).length;
  return {
    ...Object.fromEntries(routes.map((route, index) => [route, counts[index] ?? 0])),
    executions: executions.length,
    participants,
  };
}

/** Readings that a source may begin in so many seconds while it fails: waits double from a quarter of a second to seven and a half. */
function mostReadings(seconds: number): number {
  return 6 + Math.ceil(seconds / 7.5);
}

/**
 * Looks at health until every spared source has read often enough. Fails with the sources that have not, and with every moment at which
 * one of them was not well.
 */
async function expectSparedFresh(serve: Served): Promise<void> {
  const successes = new Map<string, Set<string>>();
  const unwell = new Set<string>();
  const isReadOften = (id: string, { size }: Set<string>) =>
    size > (/quotas|metrics/.test(id) ? READINGS.longest : READINGS.usual);
  const lacking = async (): Promise<readonly string[]> => {
    const spared = (await componentsOf(serve)).filter(({ id, state }) => !HIT.test(id) && state !== 'off');
    for (const { id, state, lastSuccessAt, message } of spared) {
      if (state !== 'live') unwell.add(`${id} ${state}: ${message}`);
      const seen = successes.get(id) ?? new Set<string>();
      successes.set(id, lastSuccessAt === null ? seen : seen.add(lastSuccessAt));
    }
    const rare = [...successes]
      .filter(([id, seen]) => !isReadOften(id, seen))
      .map(([id, seen]) => `${id} read ${seen.size} times`);
    return [...unwell, ...rare];
  };
  await expect.poll(lacking, { timeout: 90_000, intervals: [250] }).toEqual([]);
  expect(successes.size).toBeGreaterThanOrEqual(4);
}

test.describe('one service down, one denied, one throttled', () => {
  test.setTimeout(240_000);

  test('each says exactly what is wrong, everything else stays fresh, and nothing is blank', async ({ dataDir }) => {
    const options = ['--scenario', 'payroll-drill', '--speed', '60', '--operator', 'human', ...POLICIES];
    const simulated = await startSimulate(options);
    const serve = await startServe(['--data-dir', dataDir, ...beside(simulated)]);
    await expect.poll(() => silentSources(serve), { timeout: 60_000 }).toEqual([]);
    await expect.poll(async () => (await shownBy(serve)).participants, { timeout: 60_000 }).toBeGreaterThan(0);
    const shown = await shownBy(serve);
    const before = {
      states: await askedOf(serve, 'states'),
      drs: await answeredBy(simulated, 'drs'),
      dynamodb: await answeredBy(simulated, 'dynamodb'),
    };
    const begun = performance.now();
    for (const name of FAULTS) await simulated.control('/fault', { name, on: true });

    await expectSparedFresh(serve);

    const hit = (await componentsOf(serve)).filter(({ id }) => HIT.test(id));
    const said = (part: string) => hit.filter(({ id }) => id.includes(part));
    expect(said('/sfn-').map(({ state, message, next }) => `${state}: ${message} → ${next}`)).toEqual([
      expect.stringMatching(/^failing: AWS cannot be reached: the connection was cut\. → Check the network, VPN and proxy/),
    ]);
    expect(said('/drs-').length).toBeGreaterThanOrEqual(3);
    for (const { id, state, message, next, missingPermission } of said('/drs-')) {
      expect(state, id).toBe('not-permitted');
      expect(missingPermission, id).toEqual({ action: expect.stringMatching(/^drs:Describe/), resource: '*' });
      expect(message, id).toContain(`${missingPermission?.action} on *`);
      expect(next, id).toContain(`Allow ${missingPermission?.action}`);
    }
    // Two calls of three are throttled, so that a reading may come through now and then.
    const throttled = async () =>
      (await componentsOf(serve)).filter(({ id, message }) => id.includes('/dynamodb-') && /throttling/.test(message ?? ''));
    await expect.poll(async () => (await throttled()).length, { timeout: 30_000 }).toBeGreaterThan(0);

    const now = await shownBy(serve);
    expect(Object.entries(shown).filter(([what, rows]) => (now[what] ?? 0) < rows)).toEqual([]);
    // What was read keeps its moment, so that nothing old is shown as new.
    expect(said('/drs-').some(({ lastSuccessAt }) => lastSuccessAt !== null)).toBe(true);

    // Each of the sources of a service fails by itself; the SDK sends a call again at most once.
    const readings = mostReadings((performance.now() - begun) / 1000);
    const after = {
      states: (await askedOf(serve, 'states')) - before.states,
      drs: (await answeredBy(simulated, 'drs')) - before.drs,
      dynamodb: (await answeredBy(simulated, 'dynamodb')) - before.dynamodb,
    };
    expect(after.states).toBeLessThanOrEqual(2 * readings);
    expect(after.drs).toBeLessThanOrEqual(2 * readings * said('/drs-').length);
    // A throttled reading that begins anew asks at most for every execution and plan it knows, each twice.
    expect(after.dynamodb).toBeLessThanOrEqual(20 * readings * said('/dynamodb-').length);

    for (const name of FAULTS) await simulated.control('/fault', { name, on: false });
    await expect.poll(() => silentSources(serve), { timeout: 60_000 }).toEqual([]);
    expect(await serve.stop()).toBe(0);
    await simulated.stop();
  });

  test('from the start, what the other services know is shown all the same', async ({ dataDir }) => {
    const faults = ['dynamodb:down', 'states:denied', 'monitoring:throttle'].flatMap((name) => ['--fault', name]);
    const serve = await startServe([
      '--data-dir',
      dataDir,
      '--rehearse',
      'payroll-drill',
      '--speed',
      '60',
      ...POLICIES,
      ...faults,
    ]);
    const stateOf = async (source: string) => (await componentsOf(serve)).find(({ id }) => id.includes(`/${source}`));
    for (const source of ['sts-identity', 'sqs-messages', 'service-quotas'])
      await expect.poll(async () => (await stateOf(source))?.state, { timeout: 30_000 }).toBe('live');
    await expect
      .poll(async () => (await stateOf('sfn-runs'))?.missingPermission, { timeout: 30_000 })
      .toEqual({
        action: 'states:ListExecutions',
        resource: expect.stringContaining(':stateMachine:'),
      });
    await expect.poll(async () => (await stateOf('dynamodb-plans'))?.message, { timeout: 30_000 }).toMatch(/connection was cut/);
    expect(await stateOf('dynamodb-plans')).toMatchObject({ state: 'failing', lastSuccessAt: null });
    expect(await serve.stop()).toBe(0);
  });
});
