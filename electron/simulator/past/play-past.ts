import { seededChance } from '../chance';
import type { SourceServer } from '../models/drs-types';
import type { Platform } from '../platform/platform';
import type { PlanSpec, Scenario } from '../scenario/schema';
import type { Chance } from '../world';
import { bell, pastPlanner } from './past-planner';
import { type StagedPlatform, stagePlatform } from './staged-platform';

/** Earlier drills of one plan that may be asked for, and of all plans of the scenario together. */
export const MOST_PAST = 20;
const MOST_DRILLS = 60;

/** The plans were set up twelve days before the trace: what is past lies within these. */
const PAST_MS = 11 * 86_400_000;
/** How long before the trace the last drill began, at least. */
const REST_MS = 86_400_000 / 2;
const MINUTE_MS = 60_000;
/** A drill that has not ended by then is left as it is: the next one comes. */
const LONGEST_MS = 9 * 3_600_000;
/** Spread of the logarithm of how slow a drill is as a whole. */
const DRILL_SPREAD = 0.05;
/** With fewer drills than this, all of them go well: three good ones are the least a forecast needs. */
const FAILS_FROM = 4;

/**
 * Plays `drills` earlier drills of every plan the scenario's people start, in virtual time, the last of them half a day before `until`
 * (epoch ms): mostly well, one of four and more with a server lost. Answers the platform they leave behind.
 */
export function playPast(
  scenario: Scenario,
  { drills, until, seed }: { readonly drills: number; readonly until: number; readonly seed: string },
): Platform {
  const chance = seededChance(`${seed}:past`);
  const planner = pastPlanner(scenario, seededChance(`${seed}:past-planner`));
  const staged = stagePlatform(ordinary(scenario), { start: until - PAST_MS, seed: `${seed}:past-platform`, planner });
  const plans = plansOf(scenario);
  const rounds = Math.min(drills, Math.floor(MOST_DRILLS / Math.max(1, plans.length)));
  const failing = rounds < FAILS_FROM ? -1 : Math.floor(chance.unit() * (rounds - 2));
  for (let round = 0; round < rounds; round += 1) {
    const due = until - PAST_MS + ((PAST_MS - REST_MS) * (round + 1)) / rounds - LONGEST_MS * 0.25 * chance.unit();
    staged.clock.advanceTo(Math.max(staged.clock.now(), Math.floor(due / 1000) * 1000));
    for (const plan of plans) {
      if (staged.clock.now() + LONGEST_MS > until) break;
      const servers = membersOf(scenario, plan);
      const lost = round === failing ? (servers[Math.floor(chance.unit() * servers.length)] ?? null) : null;
      planner.begin({ pace: Math.exp(DRILL_SPREAD * bell(chance)), lost });
      playDrill(staged, plan, initiatorOf(scenario, plan), chance);
    }
  }
  return staged.platform;
}

/** Without what befalls single runs of the trace: ids, deaths of functions and slow polls are its own. */
function ordinary(scenario: Scenario): Scenario {
  return {
    ...scenario,
    ids: { executions: [], launchJobs: [], terminateJobs: [] },
    orchestrator: { ...scenario.orchestrator, deaths: [], polls: [] },
    servers: scenario.servers.map((server) => ({ ...server, recoveryInstanceIds: [] })),
  };
}

/** Plans that are started in the trace, in that order; all where nobody starts one. */
function plansOf({ plans, acts }: Scenario): readonly PlanSpec[] {
  const started = new Set(acts.flatMap((act) => (act.do === 'start' ? [act.plan] : [])));
  const chosen = started.size === 0 ? plans : plans.filter(({ name }) => started.has(name));
  return chosen.slice(0, MOST_DRILLS);
}

function membersOf({ groups }: Scenario, { waves }: PlanSpec): readonly string[] {
  return waves.flatMap(({ group }) => groups.find(({ name }) => name === group)?.serverIds ?? []);
}

function initiatorOf({ acts }: Scenario, { name }: PlanSpec): string {
  const start = acts.find((act) => act.do === 'start' && act.plan === name);
  return start?.do === 'start' ? start.initiatedBy : 'dana@example.com';
}

/** Starts the plan, approves its pauses, and clears up a while after its end. */
function playDrill({ clock, platform }: StagedPlatform, plan: PlanSpec, initiatedBy: string, chance: Chance): void {
  const begun = clock.now();
  const act = (operation: string, parameters: object) => platform.invoke({ operation, parameters });
  const reply = act('start_execution', { planId: plan.id, executionType: 'DRILL', initiatedBy });
  if (typeof reply.executionId !== 'string') return;
  const { executionId } = reply;
  const on = (minutes: number) => clock.advanceTo(clock.now() + Math.round(minutes * MINUTE_MS));
  while (isOpen(platform, executionId) && clock.now() - begun < LONGEST_MS / 2) {
    on(1);
    if (platform.context.executions.status(executionId) !== 'PAUSED') continue;
    on(2 + 8 * chance.unit());
    act('resume_execution', { executionId });
  }
  // Siblings of a lost server launch on, and the last poller pass comes after the end.
  while (isBusy(platform)) on(1);
  on(5 + 20 * chance.unit());
  act('terminate_instances', { executionId });
  while (isBusy(platform)) on(1);
  on(2);
}

function isOpen(platform: Platform, executionId: string): boolean {
  const run = platform.runs.runsOf(platform.context.names.machineArn).find(({ name }) => name === executionId);
  return run === undefined || run.status === 'RUNNING';
}

function isBusy(platform: Platform): boolean {
  return platform.drs.regions().some(({ jobs }) => [...jobs.values()].some(({ status }) => status !== 'COMPLETED'));
}

/** What a server remembers of its last launch. */
export function lastLaunchOf(server: SourceServer): Pick<SourceServer, 'lastLaunch' | 'lastLaunchResult' | 'lastSucceededAt'> {
  const { lastLaunch, lastLaunchResult, lastSucceededAt } = server;
  return { lastLaunch, lastLaunchResult, lastSucceededAt };
}
