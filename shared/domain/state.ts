import type { Incident } from './alerting/incident';
import type { Context } from './context';
import type { Finding } from './detection/finding';
import type {
  ExecutionItem,
  Job,
  JobLogItem,
  Plan,
  ProtectionGroup,
  RecoveryInstance,
  Run,
  RunStep,
  SourceServer,
} from './facts';
import type { SourceError } from './health';
import type { Notice, Severity } from './notice';
import type { ContextId, ExecutionId, Instant, Sighting, SourceId } from './primitives';
import type { SecurityFinding } from './security/security-event';
import type { ExecutionDetail, ExecutionStatus, MalformedMessage, Phase, WaveStatus } from './view';

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
  /** When the newest item that lists the wave was observed, by wave number. */
  readonly wavesSeenAt: Readonly<Record<number, Instant>>;
  readonly run: Known<Run> | null;
  /** Newest history events of the run, oldest first, at most 200. */
  readonly steps: readonly RunStep[];
  /** First time any source named this execution. */
  readonly firstSeenAt: Instant;
}

export interface JobFacts {
  readonly job: Known<Job>;
  /** Oldest first; unique by moment, event and server. */
  readonly log: readonly JobLogItem[];
  /** When each server was first observed in a launch status that ends it (LAUNCHED FAILED TERMINATED): DRS itself gives no such time. */
  readonly endedServers: Readonly<Record<string, Instant>>;
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

/** One thing the trail told of, as it was told. */
export interface SecurityFact {
  readonly at: Instant;
  readonly occurredAt: Instant;
  readonly contextId: ContextId;
  readonly finding: SecurityFinding;
}

/** Limits of one account and region as Service Quotas gave them, and the use AWS itself measures; by quota code. */
export interface QuotaLimits extends Sighting {
  readonly contextId: ContextId;
  readonly accountId: string;
  readonly region: string;
  readonly limits: Readonly<Record<string, { readonly limit: number; readonly adjustable: boolean }>>;
  readonly measured: Readonly<Record<string, number>>;
}

/** A source that does not answer, since when. Key: the event's `sourceKey`. */
export interface Trouble {
  readonly contextId: ContextId;
  readonly source: SourceId;
  readonly since: Instant;
  readonly code: SourceError['code'];
}

/** What has been said so far, so that nothing is concluded twice, also after a restart. Written by conclusions only. */
/** How a script opened its page. */
export interface CustomPageFact {
  readonly at: Instant;
  readonly severity: Severity;
  readonly contextId: ContextId | null;
  readonly executionId: ExecutionId | null;
}

export interface Announced {
  readonly executions: Readonly<
    Record<
      string,
      {
        readonly status: ExecutionStatus;
        readonly detail: readonly ExecutionDetail[];
        readonly at: Instant;
        /** It was history when it was announced: nobody was told. */
        readonly past?: true;
        /** Of a pause: the wave that waits. */
        readonly pausedBeforeWave?: number | null;
      }
    >
  >;
  /** Key `executionId/waveNumber`. */
  readonly waves: Readonly<Record<string, WaveStatus>>;
  /** Key `executionId/sourceServerId`. A participant that is absent was never seen to leave WAITING. */
  readonly participants: Readonly<
    Record<string, { readonly phase: Phase; readonly launchStatus: string; readonly retries: number; readonly at: Instant }>
  >;
  /** Replication state by server. A server that is absent has always been CONTINUOUS. */
  readonly replication: Readonly<Record<string, { readonly state: string; readonly at: Instant }>>;
}

/** An accepted request to act on an execution. `at` is the moment the platform accepted it. */
export interface OpenCommand {
  readonly command: string;
  readonly executionId: ExecutionId;
  readonly at: Instant;
}

/**
 * This run of the console. What ended before `watchingSince` is history: recorded, not alerted about one by one. It is the start of
 * the session, or the moment the computer woke; `awaySince` is the last moment watched before that, null at the very first start.
 */
export interface Session {
  readonly sessionId: string;
  readonly startedAt: Instant;
  readonly stoppedAt: Instant | null;
  readonly watchingSince: Instant;
  readonly awaySince: Instant | null;
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
  /** Security events by message id; the newest 500. */
  readonly security: Readonly<Record<string, SecurityFact>>;
  /** Title of each security notice as it was raised last, by its id; the newest 1,000. */
  readonly securityTold: Readonly<Record<string, { readonly title: string; readonly at: Instant }>>;
  /** Key `context/account/region`. */
  readonly quotaLimits: Readonly<Record<string, QuotaLimits>>;
  readonly notices: Readonly<Record<string, Notice>>;
  /** For whoever looks: the 300 gravest open ones, and those that ended lately. All of them are in the alert book and its tables. */
  readonly incidents: Readonly<Record<string, Incident>>;
  /** What is unusual, for whoever looks: the 300 gravest open ones, and those that ended within the hour. All are in their table. */
  readonly findings: Readonly<Record<string, Finding>>;
  /** The newest 200. */
  readonly malformed: Readonly<Record<string, MalformedMessage>>;
  readonly lastSession: Session | null;
  /** When each context was opened for the first time ever. */
  readonly contextsSince: Readonly<Record<string, Instant>>;
  readonly troubles: Readonly<Record<string, Trouble>>;
  /** Things a complete listing no longer had, so that a late older observation does not bring them back. Key `instance:i-…`; the newest 2,000. */
  readonly gone: Readonly<Record<string, Instant>>;
  /** Job logs that arrived before their job. */
  readonly strayLogs: Readonly<Record<string, readonly JobLogItem[]>>;
  /** Messages already counted, by SNS MessageId or EventBridge id, with the moment of receipt; the newest 5,000. */
  readonly messagesSeen: Readonly<Record<string, Instant>>;
  /** Commands the platform accepted, until what they asked for is seen; by command id. */
  readonly openCommands: Readonly<Record<string, OpenCommand>>;
  /** Pages that scripts opened and have not closed, by their own key; the newest 1,000. */
  readonly customPages: Readonly<Record<string, CustomPageFact>>;
  readonly announced: Announced;
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
  security: {},
  securityTold: {},
  quotaLimits: {},
  notices: {},
  incidents: {},
  findings: {},
  malformed: {},
  lastSession: null,
  contextsSince: {},
  troubles: {},
  gone: {},
  strayLogs: {},
  messagesSeen: {},
  openCommands: {},
  customPages: {},
  announced: { executions: {}, waves: {}, participants: {}, replication: {} },
  lastEventAt: null,
};
