import type { Instant } from '../../../shared/domain/primitives';
import type { View } from '../../../shared/domain/view';
import type { EngineOptions } from '../engine-api';
import type { Ports } from '../ports';
import type { SessionFacts } from '../state/commit';
import { createBaseline } from './baseline';

/** This run of the program. */
export interface Session extends SessionFacts {
  readonly startedAt: Instant;
  /** True until every source has been heard since the start, or since the computer woke. */
  isBaseline(): boolean;
  /** Nobody watched for a while: everything is to be heard again. */
  reopenBaseline(): void;
}

export function createSession(
  ports: Pick<Ports, 'clock' | 'wall' | 'ids'>,
  options: Pick<EngineOptions, 'host' | 'rehearsal' | 'contexts'>,
  sources: () => View['sources'],
): Session {
  const baseline = createBaseline({ ports, contexts: options.contexts.map(({ contextId }) => contextId), sources });
  return {
    id: ports.ids.next('ses'),
    host: options.host,
    rehearsal: options.rehearsal !== null,
    startedMonoMs: ports.wall.monoMs(),
    startedAt: ports.clock.now(),
    isBaseline: baseline.isOpen,
    reopenBaseline: baseline.reopen,
  };
}
