import type { Context } from './context';
import type { ExecutionItem, Job, JobLogItem, Plan, ProtectionGroup, RecoveryInstance, Run, RunStep, SourceServer } from './facts';
import type { Notice } from './notice';
import type { ContextId, ExecutionId, InstanceId, Instant, JobId, NoticeId, PlanId, ServerId, Sighting } from './primitives';
import type { MalformedMessage } from './view';

/**
 * What the journal adds up to: the newest fact per thing and source, not yet reconciled. `evolve` is the only writer; records are
 * never mutated, so a reader may compare by identity to learn what changed.
 */
export type Known<T> = Sighting & { readonly contextId: ContextId; readonly fact: T };

/** All that is known of one execution, by who said it. `waves` remembers waves that a later item no longer lists. */
export interface ExecutionFacts {
  readonly executionId: ExecutionId;
  readonly contextId: ContextId;
  readonly item: Known<ExecutionItem> | null;
  readonly waves: Readonly<Record<number, ExecutionItem['waves'][number]>>;
  readonly run: Known<Run> | null;
  /** Newest history events of the run, oldest first, at most 200. */
  readonly steps: readonly RunStep[];
  /** First time any source named this execution. */
  readonly firstSeenAt: Instant;
}

export interface JobFacts {
  readonly job: Known<Job>;
  readonly log: readonly JobLogItem[];
}

/** Launch results told by EventBridge before the next poll sees them; key `jobId/sourceServerId`. */
export interface LaunchTold {
  readonly at: Instant;
  readonly succeeded: boolean;
}

export interface ReplicationTold {
  readonly at: Instant;
  readonly stalled: boolean;
}

export interface ConsoleState {
  readonly contexts: Readonly<Record<string, Context>>;
  readonly executions: Readonly<Record<string, ExecutionFacts>>;
  readonly jobs: Readonly<Record<string, JobFacts>>;
  readonly servers: Readonly<Record<string, Known<SourceServer>>>;
  readonly instances: Readonly<Record<string, Known<RecoveryInstance>>>;
  readonly plans: Readonly<Record<string, Known<Plan>>>;
  readonly groups: Readonly<Record<string, Known<ProtectionGroup>>>;
  readonly launchesTold: Readonly<Record<string, LaunchTold>>;
  readonly replicationTold: Readonly<Record<string, ReplicationTold>>;
  readonly notices: Readonly<Record<string, Notice>>;
  /** The newest 200. */
  readonly malformed: Readonly<Record<string, MalformedMessage>>;
  readonly lastSession: { readonly sessionId: string; readonly startedAt: Instant; readonly stoppedAt: Instant | null } | null;
  /** `at` of the newest event: what a restart measures its absence from. */
  readonly lastEventAt: Instant | null;
}

export const emptyState: ConsoleState = {
  contexts: {},
  executions: {},
  jobs: {},
  servers: {},
  instances: {},
  plans: {},
  groups: {},
  launchesTold: {},
  replicationTold: {},
  notices: {},
  malformed: {},
  lastSession: null,
  lastEventAt: null,
};

export type StateKeys = { execution: ExecutionId; job: JobId; server: ServerId; instance: InstanceId; plan: PlanId; notice: NoticeId };
