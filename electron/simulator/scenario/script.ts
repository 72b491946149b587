import { unreachable } from '../../../shared/lib/unreachable';
import { updateGroup } from '../platform/groups';
import type { PlainObject } from '../platform/marshal';
import type { Platform } from '../platform/platform';
import { isoSeconds } from '../platform/time-text';
import type { SimulatedTime } from '../world';
import { type Act, offsetMs, type Scenario } from './schema';

/** `script`: the story's operator acts too. `human`: those acts wait for whoever sits at the console. */
export type Operator = 'script' | 'human';

/** What an act was answered; a refused start is part of some stories. */
export interface Played {
  readonly act: Act;
  readonly at: number;
  readonly reply: PlainObject;
}

/** How long the platform takes to apply a changed launch configuration. */
const APPLY_MS = 4_000;

/** Schedules what people do, and what befalls replication, at their times of the trace. Answers the record it keeps. */
export function playScript(scenario: Scenario, platform: Platform, time: SimulatedTime, operator: Operator): readonly Played[] {
  const start = time.now();
  const played: Played[] = [];
  for (const act of scenario.acts) {
    if (act.by === 'operator' && operator === 'human') continue;
    time.at(start + offsetMs(scenario, act.at), () =>
      played.push({ act, at: time.now(), reply: perform(scenario, platform, time, act) }),
    );
  }
  for (const change of scenario.replication) {
    const server = scenario.servers.find((each) => each.id === change.server);
    if (server === undefined) continue;
    time.at(start + offsetMs(scenario, change.at), () =>
      platform.drs.setReplication(platform.drs.region(server.accountId, server.region), server.id, change.state, change.error),
    );
  }
  return played;
}

/** Schedules what somebody suspicious does while the story is told. Call it at the trace's first instant. */
export function playIncidents(
  scenario: Scenario,
  time: SimulatedTime,
  inject: (incident: Scenario['security'][number]) => unknown,
): void {
  const start = time.now();
  const end = offsetMs(scenario, scenario.traceEnd);
  for (const incident of scenario.security) {
    const offset = offsetMs(scenario, incident.at);
    if (offset >= 0 && offset < end) time.at(start + offset, () => inject(incident));
  }
}

/** Schedules the faults that come and go while the story is told; one that is on at its end stays on. */
export function playSwitches(scenario: Scenario, time: SimulatedTime, set: (fault: string, on: boolean) => unknown): void {
  const start = time.now();
  const known = new Set<string>();
  for (const { at, fault, on } of scenario.switches) {
    // Switches outlive a restart of the trace: what the former one left behind is taken back.
    if (!known.has(fault)) set(fault, !on);
    known.add(fault);
    time.at(start + offsetMs(scenario, at), () => set(fault, on));
  }
}

function perform(scenario: Scenario, platform: Platform, time: SimulatedTime, act: Act): PlainObject {
  const onRun = (operation: string, run: number) => {
    const executionId = platform.context.executions.ids()[run - 1] ?? '';
    return platform.invoke({ operation, parameters: { executionId } });
  };
  switch (act.do) {
    case 'start': {
      const planId = scenario.plans.find((plan) => plan.name === act.plan)?.id ?? '';
      return platform.invoke({
        operation: 'start_execution',
        parameters: { planId, executionType: act.type, initiatedBy: act.initiatedBy },
      });
    }
    case 'resume':
      return onRun('resume_execution', act.run);
    case 'pause':
      return onRun('pause_execution', act.run);
    case 'cancel':
      return onRun('cancel_execution', act.run);
    case 'terminate':
      return onRun('terminate_instances', act.run);
    case 'cancel-by-token':
      return cancelByToken(platform, act.run);
    case 'fix-launch-config':
      return fixLaunchConfig(scenario, platform, time, act);
    default:
      return unreachable(act);
  }
}

/** As somebody does who copies the command out of the pause mail. */
function cancelByToken(platform: Platform, run: number): PlainObject {
  const executionId = platform.context.executions.ids()[run - 1] ?? '';
  const token = platform.context.executions.read(executionId)?.taskToken;
  if (token === undefined) return { error: 'NOT_PAUSED' };
  platform.runs.answer(token, { kind: 'failure', error: 'UserCancelled', cause: 'Cancelled by operator' });
  return { executionId };
}

function fixLaunchConfig(
  scenario: Scenario,
  platform: Platform,
  time: SimulatedTime,
  act: Extract<Act, { do: 'fix-launch-config' }>,
): PlainObject {
  const group = scenario.groups.find((each) => each.name === act.group);
  if (group === undefined) return { error: 'NOT_FOUND' };
  const status = (state: 'pending' | 'ready') => ({
    status: state,
    lastApplied: isoSeconds(time.now()),
    appliedBy: act.appliedBy,
    serverConfigs: {},
    errors: [],
  });
  updateGroup(platform.context, group.id, (before) => ({
    launchConfig: { ...(isObject(before.launchConfig) ? before.launchConfig : {}), subnetId: act.subnetId },
    launchConfigStatus: status('pending'),
    lastModifiedDate: Math.floor(time.now() / 1000),
    version: Number(before.version) + 1,
  }));
  time.at(time.now() + APPLY_MS, () => updateGroup(platform.context, group.id, () => ({ launchConfigStatus: status('ready') })));
  return { groupId: group.id };
}

function isObject(value: PlainObject[string]): value is PlainObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
