import type { SourceId } from '../../../shared/domain/primitives';
import type { AwsContext } from '../aws/aws-context';
import type { Core } from '../engine-api';
import type { Ports } from '../ports';
import { placesOf } from './places';
import { keyOf, type RunningSource, runSource } from './run-source';
import type { Source } from './source';

export interface RunningContext {
  readonly aws: AwsContext;
  nudge(ids: ReadonlySet<SourceId>): void;
  stop(): Promise<void>;
}

/** Runs the sources of one context; those read per place begin as soon as something names the place. */
export function runContext(
  aws: AwsContext,
  { core, ports, sources }: { readonly core: Core; readonly ports: Ports; readonly sources: readonly Source[] },
): RunningContext {
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
