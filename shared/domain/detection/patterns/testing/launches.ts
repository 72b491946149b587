import { seeded } from '../../sparse/testing/drills';
import type { PastLaunch } from '../pattern';

export const DAY = 86_400_000;

interface Wanted {
  readonly seed: number;
  readonly executions?: number;
  readonly servers?: number;
  /** Chance that a launch fails; by itself 4 %, in one execution of five four times that. */
  readonly chance?: (launch: Omit<PastLaunch, 'failed' | 'error' | 'events'>, usual: number, unit: number) => number;
  readonly events?: (launch: Omit<PastLaunch, 'events'>, unit: () => number) => readonly string[];
}

const usualEvents = ['JOB_START', 'SNAPSHOT_START', 'SNAPSHOT_END', 'CONVERSION_START', 'CONVERSION_END', 'LAUNCH_START'];

/** Simulated launches of several executions of two plans: failures cluster in some executions, as they do, and share nothing by themselves. */
export function launches({ seed, executions = 12, servers = 24, chance, events }: Wanted): PastLaunch[] {
  const unit = seeded(seed * 7_919);
  return Array.from({ length: executions }, (_, execution) => {
    const usual = unit() < 0.2 ? 0.16 : 0.04;
    const hour = String(Math.floor(unit() * 4) * 6).padStart(2, '0');
    const plan = unit() < 0.5 ? 'Payroll DR' : 'Commerce DR';
    return Array.from({ length: servers }, (__, server): PastLaunch => {
      const launch = {
        executionId: `e-${execution}`,
        contextId: 'payroll',
        planName: plan,
        serverId: `s-${server}`,
        serverName: `app-${String(server).padStart(2, '0')}`,
        atMs: execution * 7 * DAY,
        attributes: {
          plan,
          hour,
          server: `app-${String(server).padStart(2, '0')}`,
          wave: String(server % 3),
          subnet: `subnet-0${'abcd'[server % 4]}`,
          instanceType: ['m6i.large', 'r6i.xlarge', 'c6i.large'][Math.floor(server / 4) % 3] ?? '',
          agentVersion: server % 5 === 0 ? '7.1' : '7.3',
        },
      };
      const draw = unit();
      const failed = draw < (chance?.(launch, usual, unit()) ?? usual);
      const judged = { ...launch, failed, error: failed ? 'EC2 has no capacity left for this instance type' : null };
      return { ...judged, events: events?.(judged, unit) ?? [...usualEvents, ...(failed ? ['LAUNCH_FAILED'] : [])] };
    });
  }).flat();
}

/** The usual way of a launch, with noise that says nothing: snapshots that failed and were replaced. */
export function noisyEvents({ failed }: { readonly failed: boolean }, unit: () => number): readonly string[] {
  const middle = unit() < 0.15 ? ['SNAPSHOT_FAIL', 'USING_PREVIOUS_SNAPSHOT'] : ['SNAPSHOT_END'];
  const retry = unit() < 0.1 ? ['LAUNCH_FAILED', 'LAUNCH_START'] : [];
  const way = ['JOB_START', 'SNAPSHOT_START', ...middle, 'CONVERSION_START', 'CONVERSION_END', 'LAUNCH_START', ...retry];
  return [...way, ...(failed ? ['LAUNCH_FAILED'] : [])];
}
