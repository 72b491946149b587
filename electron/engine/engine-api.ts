import type { StreamItem } from '../../shared/contract/stream';
import type { Context } from '../../shared/domain/context';
import type { ConsoleEvent } from '../../shared/domain/events';
import type { SourceError, SourceHealth } from '../../shared/domain/health';
import type { ContextId, SourceId } from '../../shared/domain/primitives';
import type { Settings } from '../../shared/domain/settings';
import type { ConsoleState } from '../../shared/domain/state';
import type { Play } from '../../shared/domain/training/listing';
import type { EngineView, Execution, View } from '../../shared/domain/view';
import type { Result } from '../../shared/lib/result';
import type { Tokens } from './access/tokens';
import type { Accounts } from './accounts/accounts';
import type { Alerting } from './alerting/alerting-api';
import type { OnCall } from './alerting/on-call/open-on-call';
import type { AlertRules } from './alerting/rules/alert-rules';
import type { RunbookShelf } from './alerting/runbooks/shelf';
import type { RunningAudit } from './audit/audit-api';
import type { AuditSearch } from './audit/search/open-search';
import type { AwsContext } from './aws/aws-context';
import type { Boards } from './boards/boards-api';
import type { RunningFindings } from './detection/book/open-findings';
import type { Detection } from './detection/open-detection';
import type { Attachments } from './frameworks/attachments';
import type { Evaluator } from './frameworks/evaluator';
import type { Frameworks } from './frameworks/open-frameworks';
import type { History } from './journal/history';
import type { Notifications } from './notifications-api';
import type { Actor, Ports } from './ports';
import type { Prediction } from './prediction/open-prediction';
import type { Replays } from './replay/replays';
import type { Reports } from './reports/reports-api';
import type { AccountSetup } from './setup/account-setup';
import type { Telemetry } from './telemetry/telemetry';
import type { Training } from './training/training';
import type { BeginsWith, TrainingConsole, TrainingPort } from './training/training-port';

/** A profile × region to watch. In a rehearsal `endpointUrl` and `keys` point at the simulator; otherwise the SDK finds them itself. */
export interface ContextSpec {
  readonly contextId: ContextId;
  readonly profile: string;
  readonly region: string;
  readonly endpointUrl: string | null;
  readonly keys: { readonly accessKeyId: string; readonly secretAccessKey: string } | null;
  /** Whether the console may make its own queue, subscriptions and rules there. In a real account: never without the set-up's preview. */
  readonly mayCreateQueue: boolean;
  /** Nobody named it: it is the default profile, and is left out when the settings say so. */
  readonly byDefault?: true;
  /** What it is called, and what kind it is, until the operator says otherwise; a profile's own name and production where absent. */
  readonly suggested?: { readonly name: string; readonly environment: Context['environment'] };
}

export interface EngineOptions {
  readonly host: 'desktop' | 'headless';
  readonly version: string;
  /** Already the `rehearsal/` folder where this is a rehearsal. Exists, is writable and is locked by the host. */
  readonly dataDir: string;
  /** File name of the journal in there, where a former one still held the usual name `journal.sqlite`. */
  readonly journal?: string;
  readonly contexts: readonly ContextSpec[];
  readonly rehearsal: RehearsalPort | null;
  /** For a real console: the way to one for practice. */
  readonly trainingConsole?: TrainingConsole;
  /** Feature switches given on the command line; they win over the settings file until the next start. */
  readonly featureOverrides: Partial<Settings['features']>;
  /** Names of the orchestrator's resources: `aws-drs-orchestration` and `dev` unless told otherwise. */
  readonly platform: { readonly project: string; readonly environment: string };
  readonly warnings: EngineView['warnings'];
  /** `TOCSIN_TOKEN`: takes the place of the first access token for as long as it is given. */
  readonly token?: string | undefined;
}

/** Why an engine did not start, and the next step for whoever started it. */
export interface StartError {
  readonly code: 'not-writable' | 'disk-full' | 'newer-version' | 'database';
  readonly message: string;
  readonly next: string;
}

/** What the engine may ask of a rehearsal; the host owns the simulator. */
export interface RehearsalPort {
  /** What the engine shows of the rehearsal now. */
  describe(): NonNullable<EngineView['rehearsal']>;
  control(change: { readonly paused?: boolean | undefined; readonly speed?: number | undefined }): Promise<void>;
  /**
   * Ends this engine and starts simulator and engine anew; the reply is sent before it happens. With `play`, which has been checked,
   * another scenario is played from then on; the next engine begins with the exercise.
   */
  restart(play?: Play, begins?: BeginsWith): void;
  /** Absent where nothing can be practised beyond the trace itself. */
  readonly training?: TrainingPort;
}

export type CommitError = { readonly code: 'disk-full' | 'not-writable' | 'database'; readonly message: string };

/** What sources, actions and hosts may do with the engine's inside. */
export interface Core {
  state(): ConsoleState;
  view(): View;
  settings(): Settings;
  /** Records events (with audit entries, and what follows from them) in one transaction; on failure nothing of it happened. */
  commit(events: readonly ConsoleEvent[], actor?: Actor): Result<{ readonly lastSeq: number }, CommitError>;
  /** As `commit`, sharing one transaction with all others of the same turn: for many small ones at once. */
  record(events: readonly ConsoleEvent[], actor?: Actor): Promise<Result<{ readonly lastSeq: number }, CommitError>>;
  /** Live, never journaled: one source's health. */
  setHealth(health: SourceHealth): void;
  /** Forgets the sources of a context that is not watched any more. */
  dropHealth(contextId: ContextId): void;
  warn(warning: EngineView['warnings'][number]): void;
}

/** What the handlers of the contract work with. */
export interface EngineInside {
  readonly history: History;
  /** Executions as they were at any instant, and recordings from elsewhere. */
  readonly replays: Replays;
  readonly tokens: Tokens;
  /** Replaces the settings, and records what changed. */
  changeSettings(next: Settings, actor: Actor): Promise<Result<Settings, SettingsError>>;
  /** Records these without fail: what cannot be written now is kept and written as soon as it can be. For what has already happened. */
  owe(events: readonly ConsoleEvent[], actor: Actor): void;
  /** Connects accounts: discovers, makes, checks, removes. */
  readonly setup: AccountSetup;
  /** Asks the platform to act on an execution. */
  readonly act: PlatformActions;
  /** Metrics over time, and limits with their use. */
  readonly telemetry: Telemetry;
  /** AWS as a context sees it; null where the context is not watched. */
  awsOf(contextId: ContextId): AwsContext | null;
  /** Asks a source of a context to read soon. */
  nudge(contextId: ContextId, sourceId: SourceId): void;
  /** Profiles, and how contexts come to their credentials. */
  readonly accounts: Accounts;
  /** Who hears what, in which words, and what became of every message. */
  readonly notifications: Notifications;
  /** Exercises, and what they came to. */
  readonly training: Training;
  /** Dashboards, shipped and own. */
  readonly boards: Boards;
  /** Alerts, incidents, and how they are dealt with. */
  readonly alerting: Alerting;
  /** The operator's rules, what they make of things now, and what they would have made. */
  readonly alertRules: AlertRules;
  /** What to do about incidents, shipped and own. */
  readonly runbooks: RunbookShelf;
  /** People, schedules and policies. */
  readonly onCall: OnCall;
  /** What was found unusual, and what is made of it. */
  readonly findings: RunningFindings;
  /** The detectors of series, and what they say of them. */
  readonly detection: Detection;
  /** What is foreseen of executions that go on. */
  readonly prediction: Prediction;
  /** What the console is held against, shipped and own. */
  readonly frameworks: Frameworks;
  /** Holds frameworks against what happened, in a thread of its own. */
  readonly evaluator: Evaluator;
  /** Evidence that people added. */
  readonly attachments: Attachments;
  /** Definitions of reports, and what was made of them. */
  readonly reports: Reports;
  /** The audit log: its tree, its key, its checkpoints. */
  readonly audit: RunningAudit;
  /** Search over it. */
  readonly auditSearch: AuditSearch;
}

export type SettingsError = CommitError | { readonly code: 'not-writable'; readonly message: string };

export type ActionName = 'resume' | 'cancel' | 'terminate' | 'stop';

/** What the platform said, in its own words. */
export interface ActionReply {
  readonly outcome: 'accepted' | 'refused';
  readonly message: string;
}

export type PlatformActions = (name: ActionName, execution: Execution) => Promise<Result<ActionReply, SourceError>>;

/** What a host holds. The router (`electron/engine/handlers/router.ts`, built from the contract) is called with `{ actor }`. */
export interface Engine extends Core {
  readonly ports: Ports;
  readonly options: EngineOptions;
  /** Snapshot, then deltas; with `session` and `after`, only what is missing. Ends when `signal` aborts or the engine stops. */
  subscribe(
    from: { readonly session?: string | undefined; readonly after?: number | undefined },
    signal: AbortSignal,
  ): AsyncGenerator<StreamItem, void, void>;
  /** The actor a bearer token stands for, or null. */
  verifyToken(token: string): Actor | null;
  /** The token of first start (or `TOCSIN_TOKEN`), to be printed by `serve` and put into the page's address. */
  firstToken(): string;
  /** Called by hosts for every caller they turned away (no token, a wrong one, a foreign origin): counted and recorded, bounded. */
  refused(reason: string): void;
  /** What the handlers of the contract need beyond the above. */
  readonly inside: EngineInside;
  /** Called by hosts after the computer slept. */
  woke(asleepSeconds: number): void;
  /** Listener runs after each published delta; hosts use it for tray, keep-awake and quit questions. */
  onView(listener: (view: View) => void): () => void;
  /** True from the moment `stop` was called. */
  isStopping(): boolean;
  /** Stops taking work, flushes, records the end. Resolves within 5 s. */
  stop(reason: string): Promise<void>;
}
