import { executionItem } from '../../../electron/engine/sources/normalise/execution-item';
import { job as jobFact, jobLogItem } from '../../../electron/engine/sources/normalise/job';
import { sourceServer } from '../../../electron/engine/sources/normalise/source-server';
import { jobLogView, jobView, serverView } from '../../../electron/simulator/models/drs-view';
import type { RunStatus } from '../../../electron/simulator/models/runs';
import { stagePlatform } from '../../../electron/simulator/past/staged-platform';
import { fromItem } from '../../../electron/simulator/platform/marshal';
import type { Platform } from '../../../electron/simulator/platform/platform';
import { ContextId, ExecutionId, type Instant, instantOf, type SourceId } from '../../../shared/domain/primitives';
import { viewOf } from '../../../shared/domain/reconcile/view-of';
import { type ConsoleState, emptyState, type JobFacts, type Known } from '../../../shared/domain/state';
import type { View } from '../../../shared/domain/view';
import type { Result } from '../../../shared/lib/result';
import type { Estate } from './predict-estate';

export const contextId = ContextId.parse('simulated@us-east-1');
const PLACE = { accountId: '444455556666', region: 'us-east-1' } as const;

/** The simulator's own platform and DRS in virtual time, without the wire, and what a console would make of it. */
export interface DrillWorld {
  readonly platform: Platform;
  now(): number;
  advanceTo(ms: number): void;
  at(ms: number, act: () => void): void;
  start(): ExecutionId;
  resume(id: ExecutionId): void;
  /** Of the orchestrator's run. */
  status(id: ExecutionId): RunStatus | 'STARTING';
  /** When the run ended; null while it goes on. */
  endedAt(id: ExecutionId): number | null;
  isPaused(id: ExecutionId): boolean;
  stall(serverId: string, stalled: boolean): void;
  /** Every server of others gets a job of its own. */
  crowd(): void;
  /** What the console shows of the execution at this moment: the sources' own readers over the simulator's answers. */
  view(id: ExecutionId): Pick<View, 'executions' | 'participants' | 'servers' | 'plans' | 'jobs'>;
  /** Removes recovery instances, as after a drill. */
  cleanUp(): void;
}

export function openWorld(estate: Estate, seed: string): DrillWorld {
  const told: Record<string, { at: Instant; succeeded: boolean }> = {};
  const { scenario } = estate;
  const { clock, platform } = stagePlatform(scenario, { start: Date.UTC(2026, 2, 1, 9), seed, planner: estate.planner });
  platform.drs.listen({
    launchResult({ server, job, succeeded }) {
      told[`${job.id}/${server.spec.id}`] = { at: instantOf(clock.now()), succeeded };
    },
  });
  const region = platform.drs.region(PLACE.accountId, PLACE.region);
  const invoke = (operation: string, parameters: object) => platform.invoke({ operation, parameters });
  const known = <T>(source: SourceId, fact: T): Known<T> => ({ contextId, source, observedAt: instantOf(clock.now()), fact });

  const runOf = (id: ExecutionId) => platform.runs.runsOf(platform.context.names.machineArn).find(({ name }) => name === id);
  const runFact = (id: ExecutionId) => {
    const run = runOf(id);
    if (run === undefined) return null;
    const { arn, machineArn, status, startedAt, stoppedAt, error, cause } = run;
    const moments = { startedAt: instantOf(startedAt), stoppedAt: stoppedAt === null ? null : instantOf(stoppedAt) };
    return known('sfn-runs', { executionId: id, runArn: arn, stateMachineArn: machineArn, status, ...moments, error, cause });
  };

  return {
    platform,
    now: () => clock.now(),
    advanceTo: (ms) => clock.advanceTo(ms),
    at: (ms, act) => void clock.at(ms, act),
    start() {
      const reply = invoke('start_execution', { planId: scenario.plans[0]?.id, executionType: 'DRILL', initiatedBy: 'bench' });
      return ExecutionId.parse(reply.executionId);
    },
    resume: (executionId) => void invoke('resume_execution', { executionId }),
    status: (id) => runOf(id)?.status ?? 'STARTING',
    endedAt: (id) => runOf(id)?.stoppedAt ?? null,
    isPaused: (id) => platform.context.executions.status(id) === 'PAUSED',
    stall: (id, stalled) =>
      platform.drs.setReplication(region, id, stalled ? 'STALLED' : 'CONTINUOUS', stalled ? 'AGENT_NOT_SEEN' : null),
    crowd() {
      const principal = { arn: 'arn:aws:iam::444455556666:user/other', accountId: PLACE.accountId };
      for (const { id, hostname } of scenario.servers) {
        if (
          !hostname.startsWith('other') ||
          [...region.jobs.values()].filter(({ status }) => status !== 'COMPLETED').length >= 20
        )
          continue;
        platform.drs.startRecovery(region, { serverIds: [id], isDrill: true, tags: {} }, principal);
      }
    },
    view(id) {
      const item = platform.context.executions.item(id);
      const fact = got(executionItem(item === null ? {} : fromItem(item)));
      const jobs: Record<string, JobFacts> = {};
      for (const job of region.jobs.values()) {
        const isOwn = fact.waves.some(({ jobId }) => jobId === job.id);
        if (!isOwn && job.status === 'COMPLETED') continue;
        const lines = isOwn ? jobLogView(job).flatMap((line) => jobLogItem(line) ?? []) : [];
        jobs[job.id] = { job: known('drs-jobs', got(jobFact(jobView(job), PLACE))), log: lines, endedServers: {} };
      }
      const servers = [...region.servers.values()].map((server) => {
        const seen = got(sourceServer(serverView(region, server, clock.now()), PLACE));
        return [seen.sourceServerId, known('drs-source-servers', seen)] as const;
      });
      const groups = scenario.groups.map((group) => {
        const { id: groupId, name: groupName, serverIds: sourceServerIds } = group;
        return [groupId, known('dynamodb-plans', { groupId, groupName, ...PLACE, sourceServerIds })] as const;
      });
      const state: ConsoleState = {
        ...emptyState,
        launchesTold: told,
        jobs,
        servers: Object.fromEntries(servers),
        executions: {
          [id]: {
            executionId: id,
            contextId,
            item: known('dynamodb-executions', fact),
            waves: Object.fromEntries(
              fact.waves.map((wave) => [wave.waveNumber, { ...wave, serverIds: membersOf(scenario, wave.waveNumber) }]),
            ),
            wavesSeenAt: {},
            run: runFact(id),
            steps: [],
            firstSeenAt: instantOf(clock.now()),
          },
        },
        groups: JSON.parse(JSON.stringify(Object.fromEntries(groups))),
      };
      return viewOf(state, null, instantOf(clock.now()));
    },
    cleanUp() {
      region.instances.clear();
      for (const server of region.servers.values()) server.recoveryInstanceId = null;
      for (const [id, job] of region.jobs) if (job.status === 'COMPLETED') region.jobs.delete(id);
      for (const key of Object.keys(told)) delete told[key];
    },
  };
}

function membersOf(scenario: Estate['scenario'], wave: number) {
  return JSON.parse(JSON.stringify(scenario.groups[wave]?.serverIds ?? []));
}

function got<T>(result: Result<T, { readonly reason: string }>): T {
  if (!result.ok) throw new Error(result.error.reason);
  return result.value;
}
