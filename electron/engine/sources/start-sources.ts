import { isDeepStrictEqual } from 'node:util';
import type { Context } from '../../../shared/domain/context';
import type { ContextId, SourceId } from '../../../shared/domain/primitives';
import type { Settings } from '../../../shared/domain/settings';
import type { PickedNames } from '../../../shared/domain/setup/picked-names';
import { type AwsAccess, openAccess } from '../aws/access';
import { type AwsContext, openAwsContext } from '../aws/aws-context';
import { createScheduler, type Scheduler } from '../aws/budget';
import { openConnections } from '../aws/clients';
import type { ContextSpec, Core, EngineOptions } from '../engine-api';
import type { Ports } from '../ports';
import { fingerprintOf } from './fingerprint';
import { installationId } from './installation';
import { contextOf } from './open-context';
import { sources as registry } from './registry';
import { type RunningContext, runContext } from './run-context';
import { watchSessions } from './session-ends';
import type { Source } from './source';
import { asNamed, wantedSpecs } from './watch-list';

export interface StartSourcesOptions {
  readonly core: Core;
  readonly ports: Ports;
  readonly options: Pick<EngineOptions, 'contexts' | 'dataDir' | 'platform' | 'rehearsal'>;
  /** Which sources to run; all of them unless a test says otherwise. */
  readonly sources?: readonly Source[];
  /** Where profiles come from; this process's environment unless a test says otherwise. */
  readonly env?: NodeJS.ProcessEnv;
}

/** The running sources of all contexts. */
export interface Sources {
  /** Asks a source of a context to read as soon as its minimum distance allows, at every place it is read. */
  nudge(contextId: ContextId, sourceId: SourceId): void;
  /** AWS as a context sees it, for actions; null where it is not watched. */
  awsOf(contextId: ContextId): AwsContext | null;
  /** Contexts being watched, also those that cannot work. */
  watched(): readonly ContextSpec[];
  /** Opens and closes contexts so that those are watched which `settings` name. */
  follow(settings: Settings): void;
  /** Opens anew every context that waited for a person and has its credentials by now. */
  retry(): Promise<void>;
  /** Profiles and sessions, shared by all contexts; null until they were read. */
  access(): AwsAccess | null;
  readonly scheduler: Scheduler;
  /** Aborts what is under way. Resolves when nothing runs any more. */
  stop(): Promise<void>;
}

interface Watched {
  readonly spec: ContextSpec;
  readonly context: RunningContext;
  readonly fingerprint: string;
  /** Names its sources read. */
  readonly picked: PickedNames | undefined;
}

/** Opens every context and keeps its sources running until stopped. Never fails: what cannot be reached is told by health. */
export function startSources(start: StartSourcesOptions): Sources {
  const { core, ports, options, sources = registry } = start;
  const isRehearsal = options.rehearsal !== null;
  const connections = openConnections(isRehearsal ? {} : (start.env ?? process.env));
  const ours = installationId(options.dataDir, ports.ids);
  const scheduler = createScheduler(ports.clock);
  const open = new Map<ContextId, Watched>();
  let wanted: readonly ContextSpec[] = [];
  let settings = core.settings();
  const pickedIn = (contextId: ContextId) => settings.contexts.find((entry) => entry.contextId === contextId)?.platform;
  let access: AwsAccess | null = null;
  let isStopped = false;
  let tasks: Promise<void> = opening();

  async function opening(): Promise<void> {
    // A rehearsal has its keys given: nothing of this computer's files may matter to it.
    const env = isRehearsal ? { HOME: options.dataDir } : (start.env ?? process.env);
    access = await openAccess(env, ports);
    if (isStopped) return access.stop();
    access.onChange(() => void sources_.retry());
    access.sso.onSignedIn(() => void sources_.retry());
    if (!isRehearsal) access.follow();
  }

  /** One after another: opening and closing the same context must not overlap. */
  function then(task: () => Promise<void>): Promise<void> {
    tasks = tasks.then(task).catch((error: unknown) => {
      ports.log.error({ error: String(error) }, 'a context could not be opened or closed');
    });
    return tasks;
  }

  async function openOne(spec: ContextSpec): Promise<void> {
    if (isStopped || access === null || open.has(spec.contextId)) return;
    const picked = pickedIn(spec.contextId);
    const platform = { ...options.platform, picked };
    const shared = { platform, installationId: ours, connections, ports, access, scheduler };
    const aws = await openAwsContext({ spec, ...shared });
    const fingerprint = fingerprintOf(spec.profile, access.files(), access.env);
    open.set(spec.contextId, { spec, fingerprint, picked, context: runContext(aws, { core, ports, sources }) });
  }

  async function closeOne(contextId: ContextId): Promise<void> {
    const watched = open.get(contextId);
    open.delete(contextId);
    await watched?.context.stop();
  }

  async function sync(): Promise<void> {
    for (const { spec, picked } of [...open.values()]) {
      const isWanted = wanted.some(({ contextId }) => contextId === spec.contextId);
      if (isWanted && isDeepStrictEqual(picked, pickedIn(spec.contextId))) continue;
      await closeOne(spec.contextId);
      if (!isWanted) core.dropHealth(spec.contextId);
    }
    for (const spec of wanted) await openOne(spec);
  }

  async function reopenChanged(): Promise<void> {
    for (const { spec, context, fingerprint } of [...open.values()]) {
      if (access === null || isStopped) return;
      const isChanged = spec.keys === null && fingerprintOf(spec.profile, access.files(), access.env) !== fingerprint;
      if (!isChanged && !(await hasComeIn(context.aws, core))) continue;
      await closeOne(spec.contextId);
      await openOne(spec);
    }
  }

  const sources_: Sources = {
    nudge: (contextId, sourceId) => open.get(contextId)?.context.nudge(new Set([sourceId])),
    awsOf: (contextId) => open.get(contextId)?.context.aws ?? null,
    watched: () => wanted,
    follow(next) {
      settings = next;
      wanted = wantedSpecs(options.contexts, settings, isRehearsal);
      announce(wanted, { core, ports, settings, isRehearsal });
      void then(sync);
    },
    retry: () => then(reopenChanged),
    access: () => access,
    scheduler,
    async stop() {
      isStopped = true;
      sessions.stop();
      await tasks;
      await Promise.all([...open.keys()].map(closeOne));
      access?.stop();
      connections.close();
    },
  };
  sources_.follow(asNamed(options.contexts, core.settings()));
  const sessions = watchSessions({ core, ports, contexts: () => [...open.values()].map(({ context }) => context.aws) });
  return sources_;
}

/** Codes of a context that waits for a person. */
const waits: ReadonlySet<string> = new Set(['needs-code', 'needs-sign-in', 'expired-session', 'no-credentials', 'bad-profile']);

/** Whether a context that had no credentials has them now. */
async function hasComeIn(aws: AwsContext, core: Core): Promise<boolean> {
  const { contextId } = aws.spec;
  const identity = Object.values(core.view().sources).find(
    (health) => health.contextId === contextId && health.source === 'sts-identity',
  );
  if (identity === undefined || !waits.has(identity.error?.code ?? '')) return false;
  return aws.access.credentials().then(
    () => true,
    () => false,
  );
}

interface Announcing {
  readonly core: Core;
  readonly ports: Ports;
  readonly settings: Settings;
  readonly isRehearsal: boolean;
}

/** Records which contexts are watched and which are not any more, where the journal does not say so already. */
function announce(wanted: readonly ContextSpec[], { core, ports, settings, isRehearsal }: Announcing): void {
  const at = ports.clock.now();
  for (const [index, spec] of wanted.entries()) {
    const context = contextOf(spec, index, { settings, state: core.state(), isRehearsal });
    if (!isDeepStrictEqual(core.state().contexts[spec.contextId], context))
      core.commit([{ type: 'context.opened', at, context }]);
  }
  const left = Object.values(core.state().contexts).filter(
    (context: Context) => context.watched !== false && !wanted.some(({ contextId }) => contextId === context.contextId),
  );
  for (const context of left)
    core.commit([{ type: 'context.changed', at, context: { ...context, watched: false }, actor: 'engine' }]);
}
