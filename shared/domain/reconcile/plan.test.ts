import { describe, expect, test } from 'vitest';
import { defaultTrace } from '../testing/drill';
import { opening, planId, server, t } from '../testing/facts';
import { play } from '../testing/play';

const planAt = (time: string) =>
  play([...opening('08:59:00'), ...defaultTrace().filter(({ at }) => at < t(time))]).view.plans[planId];

describe('the readiness of a plan through a drill', () => {
  test('before it starts', () => {
    expect(planAt('08:59:59')).toMatchObject({ ready: true, readiness: 'ready', obstacles: [] });
  });

  test('while its first wave launches: the platform starts no second execution beside it', () => {
    const plan = planAt('09:05:00');
    expect(plan?.readiness).toBe('cannot start: already running, 3 servers in an active job');
    expect(plan?.obstacles.map(({ code }) => code)).toEqual(['plan-active', 'server-in-job']);
    expect(plan?.obstacles[1]?.serverIds).toEqual(['d01', 'd02', 'd03'].map(server));
    expect(plan?.blockingServerIds).toEqual([]);
  });

  test('after it failed, while DRS goes on with the siblings', () => {
    expect(planAt('09:25:30')?.obstacles.map(({ code }) => code)).toEqual(['server-in-job']);
  });

  test('after everything has ended', () => {
    expect(planAt('11:30:00')).toMatchObject({ ready: true, readiness: 'ready' });
  });
});
