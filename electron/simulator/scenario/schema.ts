import { z } from 'zod';
import { Lesson } from '../../../shared/domain/training/listing';
import { SecurityIncident } from '../security';

/**
 * A scenario is data: who exists, how long things take, what people do and when. How the platform reacts is code.
 * Times of day are times of the trace (`traceStart` is the instant of launch); durations are seconds.
 */

const TraceTime = z.string().regex(/^\d{2}:[0-5]\d:[0-5]\d$/, 'a time of the trace, HH:MM:SS');
const Seconds = z.number().nonnegative();
const AccountId = z.string().regex(/^\d{12}$/);
const ServerId = z.string().regex(/^s-[0-9a-z]{17}$/);
const JobId = z.string().regex(/^drsjob-[0-9a-z]{17}$/);

export const ServerSpec = z.strictObject({
  id: ServerId,
  accountId: AccountId,
  region: z.string(),
  hostname: z.string(),
  tags: z.record(z.string(), z.string()),
  /** Address of the source server. */
  ip: z.string(),
  /** Address of the recovery instance. */
  recoveryIp: z.string(),
  instanceType: z.string(),
  cores: z.int().positive(),
  ramGiB: z.number().positive(),
  diskGiB: z.number().positive(),
  originInstanceId: z.string(),
  /** Ids of the recovery instances of the first launches; later ones are drawn. */
  recoveryInstanceIds: z.array(z.string()).default([]),
  os: z.string().default('Amazon Linux 2023'),
});
export type ServerSpec = z.infer<typeof ServerSpec>;

export const GroupSpec = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  accountId: AccountId,
  region: z.string(),
  tags: z.record(z.string(), z.string()).default({}),
  serverIds: z.array(ServerId),
  launchConfig: z.strictObject({
    subnetId: z.string(),
    securityGroupIds: z.array(z.string()),
    instanceType: z.string(),
  }),
});
export type GroupSpec = z.infer<typeof GroupSpec>;

export const PlanSpec = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  description: z.string(),
  accountId: AccountId,
  notificationEmail: z.string().default(''),
  waves: z.array(
    z.strictObject({ name: z.string(), group: z.string(), pauseBefore: z.boolean(), dependsOn: z.array(z.int()).default([]) }),
  ),
});
export type PlanSpec = z.infer<typeof PlanSpec>;

/** One launch job's course, in seconds after its creation. */
export const LaunchTiming = z.strictObject({
  started: Seconds,
  snapshotEnd: Seconds,
  launchStart: Seconds,
  launched: Seconds,
  /** Servers that launch at another time than `launched`. */
  servers: z.record(ServerId, Seconds).default({}),
  end: Seconds,
});
export type LaunchTiming = z.infer<typeof LaunchTiming>;

/** Where in a launch job a server is lost. */
export const LaunchStage = z.enum(['snapshot', 'conversion', 'launch']);
export type LaunchStage = z.infer<typeof LaunchStage>;

/** A launch that fails for as long as the server's launch configuration names this subnet; without one, whatever it names. */
export const LaunchFailure = z.strictObject({
  server: ServerId,
  inSubnet: z.string().optional(),
  stage: LaunchStage.default('launch'),
  after: Seconds,
  rawError: z.string(),
});
/** A launch that fails once and is tried again by DRS itself. */
export const TransientFailure = z.strictObject({
  server: ServerId,
  launch: z.int().positive(),
  after: Seconds,
  againAfter: Seconds,
  maxAttempts: z.int().positive(),
  rawError: z.string(),
});

/** `colleague` acts in every rehearsal; `operator` is whoever sits at the console, played by the script or waited for. */
const By = z.enum(['colleague', 'operator']);
export const Act = z.discriminatedUnion('do', [
  z.strictObject({
    at: TraceTime,
    by: By,
    do: z.literal('start'),
    plan: z.string(),
    type: z.enum(['DRILL', 'RECOVERY']),
    initiatedBy: z.string(),
  }),
  z.strictObject({
    at: TraceTime,
    by: By,
    do: z.literal('fix-launch-config'),
    group: z.string(),
    subnetId: z.string(),
    appliedBy: z.string(),
  }),
  /** `run` counts the executions of this trace from 1, in order of start. */
  z.strictObject({ at: TraceTime, by: By, do: z.literal('resume'), run: z.int().positive() }),
  z.strictObject({ at: TraceTime, by: By, do: z.literal('pause'), run: z.int().positive() }),
  z.strictObject({ at: TraceTime, by: By, do: z.literal('cancel'), run: z.int().positive() }),
  z.strictObject({ at: TraceTime, by: By, do: z.literal('cancel-by-token'), run: z.int().positive() }),
  z.strictObject({ at: TraceTime, by: By, do: z.literal('terminate'), run: z.int().positive() }),
]);
export type Act = z.infer<typeof Act>;

export const ReplicationChange = z.strictObject({
  at: TraceTime,
  server: ServerId,
  state: z.string(),
  error: z.string().nullable().default(null),
});

/** A fault that comes or goes while the story is told, by the name people switch it with. */
export const FaultSwitch = z.strictObject({ at: TraceTime, fault: z.string(), on: z.boolean() });

/** Something suspicious that CloudTrail tells of, at its time of the trace. */
export const IncidentSpec = z.strictObject({ ...SecurityIncident.shape, at: TraceTime });

export const Orchestrator = z.strictObject({
  /** From the accepted start to the running state machine. */
  worker: Seconds,
  /** From there to the first DRS job. */
  begin: Seconds,
  /** From a job's creation to the end of the step that created it; the `start` mail goes out then. */
  settle: Seconds,
  wait: Seconds,
  poll: Seconds,
  update: Seconds,
  /** From a finished wave to the next wave's job, inside the same poll. */
  nextWave: Seconds,
  /** From the answered token to the resumed wave's job. */
  resume: Seconds,
  /** How long polling takes in single waves, where it differs. `run` counts from 1. */
  polls: z.array(z.strictObject({ run: z.int().positive(), wave: z.int().nonnegative(), seconds: Seconds })).default([]),
  /** Runs whose function fails while it polls a wave for the first time: the run dies, nobody writes that into the item. */
  deaths: z
    .array(z.strictObject({ run: z.int().positive(), wave: z.int().nonnegative(), error: z.string(), cause: z.string() }))
    .default([]),
  /** First pass of the one-minute poller, after `traceStart`. */
  pollerOffset: Seconds,
});
export type Orchestrator = z.infer<typeof Orchestrator>;

export const Target = z.strictObject({
  accountId: AccountId,
  accountName: z.string(),
  regions: z.array(z.string()).min(1),
  roleName: z.string(),
  externalId: z.string(),
});
export type Target = z.infer<typeof Target>;

export const Scenario = z.strictObject({
  name: z.string(),
  title: z.string(),
  description: z.string(),
  /** For whoever chooses what to practise. */
  lesson: Lesson.optional(),
  traceStart: TraceTime,
  /** When the story is told. Time goes on after it, nothing happens by itself. */
  traceEnd: TraceTime,
  platform: z.strictObject({ accountId: AccountId, region: z.string(), projectName: z.string(), environment: z.string() }),
  targets: z.array(Target).min(1),
  servers: z.array(ServerSpec),
  groups: z.array(GroupSpec),
  plans: z.array(PlanSpec),
  /** Ids given out in this order; when they run out, ids are drawn. */
  ids: z.strictObject({ executions: z.array(z.uuid()), launchJobs: z.array(JobId), terminateJobs: z.array(JobId) }),
  /** By group name (`*` for the rest), then by launch of that group counted from 1; the highest count holds from there on. */
  launchTimings: z.record(z.string(), z.record(z.string().regex(/^\d+$/), LaunchTiming)),
  /** Single servers are up to this much earlier than their timing says. */
  spread: Seconds,
  /** Duration of the first, second… terminate job; the last one holds from there on. */
  terminations: z.array(Seconds).min(1),
  launchFailures: z.array(LaunchFailure).default([]),
  transientFailures: z.array(TransientFailure).default([]),
  replication: z.array(ReplicationChange).default([]),
  security: z.array(IncidentSpec).default([]),
  switches: z.array(FaultSwitch).default([]),
  /** Values of service quotas that differ from the usual ones, by code. */
  quotas: z.record(z.string(), z.int().positive()).default({}),
  orchestrator: Orchestrator,
  acts: z.array(Act),
  /** Platform faults switched on (true) or off (false) for this scenario; what is not named keeps its default. */
  faults: z.record(z.string(), z.boolean()).default({}),
  variants: z
    .record(
      z.string(),
      z.strictObject({
        title: z.string(),
        /** The title in German. */
        german: z.string().optional(),
        patch: z.record(z.string(), z.unknown()),
      }),
    )
    .default({}),
});
export type Scenario = z.infer<typeof Scenario>;
/** A scenario as it is written: what has a default may be left out. */
export type ScenarioInput = z.input<typeof Scenario>;

/** Seconds of the day of a trace time. */
export function secondsOf(time: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
  return hours * 3600 + minutes * 60 + seconds;
}

/** Milliseconds from the start of the trace to `time`. */
export function offsetMs(scenario: Pick<Scenario, 'traceStart'>, time: string): number {
  return (secondsOf(time) - secondsOf(scenario.traceStart)) * 1000;
}
