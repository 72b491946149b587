import { z } from 'zod';
import { expect, test } from '../fixtures';
import { POLICIES, type Served, startServe } from '../serve';
import { A03, E1, E2, endingOf, executionOf, hasEnded, noticeKinds, tally } from './executions';

/** Each rehearsal ends as the table of endings says; the console is asked from outside only. */
const SPEED = ['--speed', '600'];

async function rehearse(dataDir: string, args: readonly string[]) {
  return startServe(['--data-dir', dataDir, '--rehearse', 'payroll-drill', ...POLICIES, ...SPEED, ...args]);
}

const Security = z.object({
  items: z.array(z.object({ event: z.object({ finding: z.object({ category: z.string(), severity: z.string() }) }) })),
});

/** Category and severity of each security event. */
async function securityTold(serve: Served): Promise<readonly string[]> {
  const { items } = Security.parse(await serve.get('/security/events?limit=1000'));
  return items.map(({ event: { finding } }) => `${finding.category} ${finding.severity}`);
}

test.describe('the table of endings', () => {
  test.setTimeout(150_000);
  // Each plays a rehearsal of its own and sees no screen.
  test.describe.configure({ mode: 'parallel' });

  test('default: E1 fails in wave 1 on a03, siblings go on until their job ends; E2 launches all twelve', async ({ dataDir }) => {
    const serve = await rehearse(dataDir, ['--speed', '240']);
    const launching = async () => (await executionOf(serve, E1))?.waves[0]?.status;
    await expect.poll(launching, { timeout: 90_000, intervals: [50] }).toBe('COMPLETED');
    // What lasts a hundred simulated seconds is seen by a slow machine too at this speed; the rest may go faster.
    await serve.api('/rehearsal/control', { body: { speed: 60 } });
    await expect.poll(() => endingOf(serve, E1), { timeout: 90_000, intervals: [100] }).toBe('FAILED [siblings-still-launching]');
    await serve.api('/rehearsal/control', { body: { speed: 600 } });
    await expect.poll(() => hasEnded(serve), { timeout: 90_000 }).toBe(true);
    expect(await endingOf(serve, E1)).toBe('FAILED []');
    const first = await executionOf(serve, E1);
    expect(first?.waves.map((wave) => wave.status)).toEqual(['COMPLETED', 'FAILED', 'PENDING']);
    expect(first?.waves[1]?.servers.find((server) => server.sourceServerId === A03)?.launchStatus).toBe('FAILED');
    expect(await endingOf(serve, E2)).toBe('COMPLETED []');
    const second = await executionOf(serve, E2);
    expect(second === null ? '' : tally(second)).toBe('LAUNCHED×12');
    const kinds = await noticeKinds(serve);
    expect(kinds).toEqual(
      expect.arrayContaining(['server-launch-failed', 'execution-failed', 'execution-paused', 'execution-completed']),
    );
    expect(kinds.filter((kind) => kind === 'server-launch-failed')).toHaveLength(1);
    // The trail tells of a failed sign-in, of somebody who was refused, and of the instances that the platform took away.
    const told = await securityTold(serve);
    expect(told).toEqual(expect.arrayContaining(['failed-sign-in MEDIUM', 'denied-call HIGH', 'destroys-recovery LOW']));
    expect(kinds.filter((kind) => kind === 'security')).toHaveLength(1);
    expect(await serve.stop()).toBe(0);
  });

  test('A: a launch that DRS retries by itself raises no failure; the retry is in the events', async ({ dataDir }) => {
    const serve = await rehearse(dataDir, ['--variant', 'A']);
    await expect.poll(() => endingOf(serve, E1), { timeout: 90_000 }).toBe('COMPLETED []');
    expect((await noticeKinds(serve)).filter((kind) => kind.endsWith('failed'))).toEqual([]);
    const events = z
      .object({ items: z.array(z.object({ event: z.looseObject({ type: z.string() }) })) })
      .parse(await serve.get(`/executions/${E1}/events?limit=1000`));
    expect(events.items.filter(({ event }) => event.type === 'participant.retried')).toHaveLength(1);
    expect(await serve.stop()).toBe(0);
  });

  test('B: PARTIAL where every server launched is completed', async ({ dataDir }) => {
    const serve = await rehearse(dataDir, ['--variant', 'B']);
    await expect.poll(() => endingOf(serve, E2), { timeout: 90_000 }).toBe('COMPLETED [partial-without-failure]');
    expect((await noticeKinds(serve)).filter((kind) => kind === 'execution-failed')).toHaveLength(1); // E1's, none for E2
    expect(await serve.stop()).toBe(0);
  });

  test('C: cancelled while a wave runs: its job goes on, then its instances stay', async ({ dataDir }) => {
    const serve = await rehearse(dataDir, ['--variant', 'C', '--speed', '300']);
    await expect.poll(() => endingOf(serve, E2), { timeout: 90_000, intervals: [50] }).toBe('CANCELLED [job-still-running]');
    await expect.poll(() => endingOf(serve, E2), { timeout: 60_000 }).toBe('CANCELLED [instances-left-running]');
    expect(await serve.stop()).toBe(0);
  });

  test('D: cancelled while paused leaves the run open; stopping it is offered and works', async ({ dataDir }) => {
    // Without enforced policies: the shipped one allows stopping a run only in a session opened with MFA.
    const serve = await startServe(['--data-dir', dataDir, '--rehearse', 'payroll-drill', ...SPEED, '--variant', 'D']);
    await expect.poll(() => endingOf(serve, E2), { timeout: 90_000 }).toBe('CANCELLED [run-left-open]');
    expect((await executionOf(serve, E2))?.actions.stop.allowed).toBe(true);
    const reply = await serve.api(`/executions/${E2}/stop`, { body: { note: 'cancelled while paused' } });
    expect(await reply.json()).toMatchObject({ outcome: 'accepted' });
    await expect.poll(() => endingOf(serve, E2), { timeout: 30_000 }).not.toContain('run-left-open');
    expect(await serve.stop()).toBe(0);
  });

  test('E: cancelled with the mailed token', async ({ dataDir }) => {
    const serve = await rehearse(dataDir, ['--variant', 'E']);
    await expect.poll(() => endingOf(serve, E2), { timeout: 90_000 }).toBe('CANCELLED [cancelled-by-token]');
    expect(await serve.stop()).toBe(0);
  });

  test('F: the platform as it stands dies after its first poll; launched instances are listed', async ({ dataDir }) => {
    const serve = await rehearse(dataDir, ['--variant', 'F']);
    await expect.poll(() => endingOf(serve, E1), { timeout: 60_000 }).toBe('FAILED [orchestration-died]');
    await expect.poll(async () => (await executionOf(serve, E1))?.instancesRunning.length, { timeout: 60_000 }).toBe(3);
    expect(await serve.stop()).toBe(0);
  });

  test('G: a stalled server makes its plan unable to start until it recovers', async ({ dataDir }) => {
    const serve = await rehearse(dataDir, ['--variant', 'G', '--speed', '120']);
    const readiness = async () =>
      z
        .object({ items: z.array(z.object({ ready: z.boolean(), readiness: z.string() })) })
        .parse(await serve.get('/plans'))
        .items.map((plan) => plan.readiness)
        .join();
    await expect.poll(readiness, { timeout: 60_000 }).toContain('cannot start: 1 server');
    expect(await noticeKinds(serve)).toContain('replication-stalled');
    await expect.poll(readiness, { timeout: 60_000 }).not.toContain('cannot start');
    expect(await serve.stop()).toBe(0);
  });
});
