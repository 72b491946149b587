import { isDeepStrictEqual } from 'node:util';
import type { ContextId, SourceId } from '../../../shared/domain/primitives';
import { type AwsContext, openAwsContext } from '../aws/aws-context';
import { openConnections } from '../aws/clients';
import type { ContextSpec, Core, EngineOptions } from '../engine-api';
import type { Ports } from '../ports';
import { installationId } from './installation';
import { contextOf } from './open-context';
import { placesOf } from './places';
import { sources as registry } from './registry';
import { keyOf, type RunningSource, runSource } from './run-source';
import type { Source } from './source';

export interface StartSourcesOptions {
  readonly core: Core;
  readonly ports: Ports;
  readonly options: Pick<EngineOptions, 'contexts' | 'dataDir' | 'platform' | 'rehearsal'>;
  /** Which sources to run; all of them unless a test says otherwise. */
  readonly sources?: readonly Source[];
}

/** The running sources of all contexts. */
export interface Sources {
  /** Asks a source of a context to read as soon as its minimum distance allows, at every place it is read. */
  nudge(contextId: ContextId, sourceId: SourceId): void;
  /** AWS as a context sees it, for actions; null where there is no such context. */
  awsOf(contextId: ContextId): AwsContext | null;
  /** Aborts what is under way. Resolves when nothing runs any more. */
  stop(): Promise<void>;
}

/** Opens every context and keeps its sources running until stopped. Never fails: what cannot be reached is told by health. */
export function startSources({ core, ports, options, sources = registry }: StartSourcesOptions): Sources {
  const connections = openConnections();
  const ours = installationId(options.dataDir, ports.ids);
  const open = new Map<ContextId, OpenContext>();
  let isStopped = false;
  for (const [index, spec] of options.contexts.entries()) {
    announce(spec, index, { core, ports, isRehearsal: options.rehearsal !== null });
  }
  const opening = options.contexts.map(async (spec) => {
    const aws = await openAwsContext({ spec, platform: options.platform, installationId: ours, connections, ports });
    if (isStopped) return aws.close();
    open.set(spec.contextId, runContext(aws, { core, ports, sources }));
  });
  const opened = Promise.all(opening).catch((error: unknown) => {
    ports.log.error({ error: String(error) }, 'a context could not be opened');
  });
  return {
    nudge: (contextId, sourceId) => open.get(contextId)?.nudge(new Set([sourceId])),
    awsOf: (contextId) => open.get(contextId)?.aws ?? null,
    async stop() {
      isStopped = true;
      await opened;
      await Promise.all([...open.values()].map((context) => context.stop()));
      connections.close();
    },
  };
}

/** Records that a context is watched, where the journal does not say so already. */
function announce(
  spec: ContextSpec,
  index: number,
  { core, ports, isRehearsal }: { readonly core: Core; readonly ports: Ports; readonly isRehearsal: boolean },
): void {
  const context = contextOf(spec, index, { settings: core.settings(), state: core.state(), isRehearsal });
  if (isDeepStrictEqual(core.state().contexts[spec.contextId], context)) return;
  core.commit([{ type: 'context.opened', at: ports.clock.now(), context }]);
}

interface OpenContext {
  readonly aws: AwsContext;
  nudge(ids: ReadonlySet<SourceId>): void;
  stop(): Promise<void>;
}

/** Runs the sources of one context; those read per place begin as soon as something names the place. */
function runContext(
  aws: AwsContext,
  { core, ports, sources }: { readonly core: Core; readonly ports: Ports; readonly sources: readonly Source[] },
): OpenContext {
  const { contextId, region } = aws.spec;
  const running = new Map<string, RunningSource>();
  const nudge = (ids: ReadonlySet<SourceId>): void => {
    for (const entry of running.values()) if (ids.has(entry.source.id)) entry.nudge();
  };
  let isStopped = false;
  const startDue = (): void => {
    if (isStopped) return;
    const places = placesOf(core.state(), contextId);
    for (const source of sources) {
      for (const place of source.perPlace === true ? places : [null]) {
        const key = keyOf(contextId, source.id, place, region);
        if (!running.has(key)) running.set(key, runSource({ source, place, aws, core, ports, nudge, onRecorded: startDue }));
      }
    }
  };
  startDue();
  return {
    aws,
    nudge,
    async stop() {
      isStopped = true;
      const ended = [...running.values()].map((entry) => entry.stop());
      aws.close();
      await Promise.all(ended);
    },
  };
}
