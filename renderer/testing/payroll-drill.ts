import { ServerId } from '../../shared/domain/primitives';
import type { Execution, Participant, View } from '../../shared/domain/view';
import { aDrill, type DrillPlan, idOf } from './drill';
import { aContext, allTheSources, aNotice, anEngine, aPlan, aServer, contextId, emptyView, keyed } from './world';

/** The drill that most scenes show: three waves of twelve servers, at any minute of it. */

export const START_MS = Date.parse('2026-03-14T09:00:01.000Z');
export const database = ['db-01', 'db-02', 'db-03'];
export const application = ['app-01', 'app-02', 'app-03', 'app-04', 'app-05'];
export const web = ['web-01', 'web-02', 'web-03', 'web-04'];
const E1 = '7b1f6e0a-7f42-4a52-9c39-5e1f0f4e7a01';

export function minutes(n: number): number {
  return START_MS + n * 60_000;
}

export const threeWaves: DrillPlan['waves'] = [
  { name: 'Database', servers: database, startsAtMin: 0.1 },
  { name: 'Application', servers: application, startsAtMin: 12.6 },
  { name: 'Web', servers: web, startsAtMin: 1000, pause: true },
];

export function payroll(nowMin: number, change: Partial<DrillPlan>): ReturnType<typeof aDrill> {
  return aDrill({
    executionId: E1,
    contextId,
    planName: 'Payroll DR',
    executionType: 'DRILL',
    startMs: START_MS,
    nowMs: minutes(nowMin),
    waves: threeWaves,
    status: 'RUNNING',
    ...change,
  });
}

export function viewOf(
  nowMs: number,
  wallMs: number,
  drills: readonly { execution: Execution; participants: Participant[] }[],
  change: Partial<View> = {},
): View {
  const servers = [...database, ...application, ...web].map((name) => aServer(name, nowMs));
  return {
    ...emptyView,
    engine: { engine: anEngine(nowMs, wallMs) },
    contexts: keyed([aContext(contextId, 'Payroll rehearsal')], (one) => one.contextId),
    sources: keyed(allTheSources(nowMs), (one) => one.id),
    servers: keyed(servers, (one) => one.sourceServerId),
    plans: keyed(
      [
        aPlan(
          'Payroll DR',
          servers.map((one) => one.sourceServerId),
          nowMs,
        ),
      ],
      (one) => one.planId,
    ),
    executions: keyed(
      drills.map((one) => one.execution),
      (one) => one.executionId,
    ),
    participants: keyed(
      drills.flatMap((one) => one.participants),
      (one) => one.id,
    ),
    ...change,
  };
}

export const launchFailed = (nowMs: number, ago: number) =>
  aNotice('n-a03', 'CRITICAL', 'app-03 failed to launch', nowMs, ago, { sourceServerId: ServerId.parse(`s-${idOf('app-03')}`) });
