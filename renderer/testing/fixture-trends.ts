import { instantOf } from '../../shared/domain/primitives';
import type { View } from '../../shared/domain/view';
import type { ConsoleClient } from '../bridge/client';

const DAY_MS = 86_400_000;

/** A month in which a subnet kept running out of addresses until a drill mended it; nothing where no incident is in the view. */
export function fixtureTrends(view: View | null): ConsoleClient['incidentTrends'] {
  const nowMs = Date.parse(view?.engine.engine?.clock.now ?? '2026-03-14T09:25:00.000Z');
  const some = Object.keys(view?.incidents ?? {}).length > 0;
  const lasted = (count: number, meanSeconds: number | null) => ({ count, meanSeconds });
  return {
    get: async (asked) => {
      const stepSeconds = Number(asked.stepSeconds ?? 86_400);
      const steps = stepSeconds === 3_600 ? 24 : 30;
      const at = (index: number) => instantOf(nowMs - (steps - index) * stepSeconds * 1_000);
      return {
        from: at(0),
        to: instantOf(nowMs),
        stepSeconds,
        points: Array.from({ length: steps }, (_, index) => ({
          at: at(index),
          alerts: some ? (index * 7) % 13 : 0,
          suppressed: some ? (index * 3) % 4 && Math.min((index * 7) % 13, (index * 3) % 4) : 0,
          incidents: some ? (index * 7) % 4 : 0,
        })),
        kinds: [
          {
            name: 'server-launch-failed',
            origin: 'notice' as const,
            title: 'app-03 failed to launch',
            openings: 34,
            signals: 51,
            suppressed: 9,
            unanswered: 4,
            toAcknowledge: lasted(30, 142),
            toResolve: lasted(34, 2_410),
          },
          {
            name: 'Lag above the objective',
            origin: 'rule' as const,
            title: 'Lag of web-02 above 15 min',
            openings: 21,
            signals: 340,
            suppressed: 14,
            unanswered: 12,
            toAcknowledge: lasted(9, 610),
            toResolve: lasted(21, 5_300),
          },
        ],
        causes: [
          { causeId: 'subnet-out-of-addresses', incidents: 9, plans: 2, lastAt: at(20) },
          { causeId: 'replication-stalled', incidents: 6, plans: 3, lastAt: at(26) },
          { causeId: 'waits-for-approval', incidents: 4, plans: 2, lastAt: at(27) },
        ],
        plans: [
          {
            planId: 'plan-payroll',
            planName: 'Payroll DR',
            incidents: 13,
            toAcknowledge: lasted(12, 130),
            toResolve: lasted(13, 1_900),
          },
          {
            planId: 'plan-ledger',
            planName: 'Ledger DR',
            incidents: 6,
            toAcknowledge: lasted(6, 340),
            toResolve: lasted(5, 3_600),
          },
        ],
        people: [
          { person: 'Dana Whitfield', taken: 11, toAcknowledge: lasted(11, 94), toResolve: lasted(10, 1_800) },
          { person: 'Ola Nordmann', taken: 7, toAcknowledge: lasted(7, 410), toResolve: lasted(7, 2_900) },
        ],
        hours: Array.from({ length: 24 }, (_, hour) => ({ hour, alerts: (hour * 5) % 11, incidents: (hour * 5) % 3 })),
        toAcknowledge: lasted(18, 215),
        toResolve: lasted(17, 2_300),
        fixed: [
          {
            causeId: 'subnet-out-of-addresses',
            planId: 'plan-payroll',
            planName: 'Payroll DR',
            times: 3,
            lastAt: at(2),
            drill: { executionId: 'past-1', completedAt: instantOf(nowMs - 9 * DAY_MS) },
          },
        ],
      };
    },
  };
}
