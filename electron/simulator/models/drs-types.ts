import type { LaunchStage, ServerSpec } from '../scenario/schema';

/** Mutable state of one simulated DRS region of one account. Instants are simulated epoch milliseconds. */

export interface SourceServer {
  readonly spec: ServerSpec;
  readonly arn: string;
  replication: { state: string; error: string | null; since: number };
  /** Launch configuration and launch template, as far as a launch depends on them. */
  launch: { subnetId: string; instanceType: string; securityGroupIds: readonly string[] };
  lastLaunch: { readonly at: number; readonly jobId: string; readonly type: LaunchType; status: LaunchStatus } | null;
  lastLaunchResult: 'NOT_STARTED' | 'PENDING' | 'SUCCEEDED' | 'FAILED';
  recoveryInstanceId: string | null;
  /** Instant of the last successful launch. */
  lastSucceededAt: number | null;
  /** Launch jobs this server took part in. */
  launches: number;
  tags: Record<string, string>;
}

export type LaunchType = 'RECOVERY' | 'DRILL';
export type LaunchStatus = 'PENDING' | 'IN_PROGRESS' | 'LAUNCHED' | 'FAILED' | 'TERMINATED';
export type JobStatus = 'PENDING' | 'STARTED' | 'COMPLETED';
export type InitiatedBy = 'START_RECOVERY' | 'START_DRILL' | 'TERMINATE_RECOVERY_INSTANCES';

export interface Participant {
  readonly serverId: string;
  launchStatus: LaunchStatus;
  recoveryInstanceId: string | null;
}

export interface JobLogItem {
  readonly at: number;
  readonly event: string;
  readonly data: Readonly<Record<string, string | number>>;
}

export interface Job {
  readonly id: string;
  readonly arn: string;
  readonly type: 'LAUNCH' | 'TERMINATE';
  readonly initiatedBy: InitiatedBy;
  readonly createdAt: number;
  readonly participants: readonly Participant[];
  readonly log: JobLogItem[];
  readonly tags: Record<string, string>;
  status: JobStatus;
  endedAt: number | null;
}

export interface RecoveryInstance {
  readonly id: string;
  readonly arn: string;
  readonly serverId: string;
  readonly jobId: string;
  readonly isDrill: boolean;
  readonly launchedAt: number;
  readonly snapshotAt: number;
  readonly instanceType: string;
  readonly privateIp: string;
  readonly subnetId: string;
  readonly tags: Record<string, string>;
  state: 'RUNNING' | 'SHUTTING-DOWN';
}

export interface DrsRegion {
  readonly account: string;
  readonly region: string;
  readonly servers: Map<string, SourceServer>;
  /** In order of creation. */
  readonly jobs: Map<string, Job>;
  readonly instances: Map<string, RecoveryInstance>;
}

/** How one server of a launch job fares, in milliseconds after the job's creation. */
export type ServerCourse =
  | { readonly kind: 'launches'; readonly at: number }
  | { readonly kind: 'fails'; readonly stage: LaunchStage; readonly at: number; readonly rawError: string }
  /** Fails once, is tried again by DRS itself, and launches. */
  | {
      readonly kind: 'retries';
      readonly failsAt: number;
      readonly againAt: number;
      readonly at: number;
      readonly maxAttempts: number;
      readonly rawError: string;
    };

export interface LaunchCourse {
  readonly startedAt: number;
  readonly servers: ReadonlyMap<
    string,
    { readonly snapshotEndAt: number; readonly launchStartAt: number; readonly result: ServerCourse }
  >;
  readonly endAt: number;
}

/** Where jobs get their ids and their course from: the scenario. */
export interface DrsPlanner {
  jobId(type: Job['type']): string;
  instanceId(server: SourceServer): string;
  launch(servers: readonly SourceServer[]): LaunchCourse;
  /** Milliseconds from the call to the end of the terminate job. */
  termination(): number;
}

/** What others may want to hear from DRS. Called at the instant it happens. */
export interface DrsListener {
  launchResult?(event: {
    readonly region: DrsRegion;
    readonly server: SourceServer;
    readonly job: Job;
    readonly succeeded: boolean;
  }): void;
  snapshotTaken?(event: { readonly region: DrsRegion; readonly server: SourceServer }): void;
  replicationStalled?(event: { readonly region: DrsRegion; readonly server: SourceServer; readonly stalled: boolean }): void;
  called?(event: {
    readonly region: DrsRegion;
    readonly job: Job;
    readonly name: 'StartRecovery' | 'TerminateRecoveryInstances';
    readonly request: Readonly<Record<string, unknown>>;
    readonly principal: Principal;
  }): void;
  jobEnded?(event: { readonly region: DrsRegion; readonly job: Job }): void;
}

/** Who called, for CloudTrail. */
export interface Principal {
  readonly arn: string;
  readonly accountId: string;
}
