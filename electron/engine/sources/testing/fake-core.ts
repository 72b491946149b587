import type { ConsoleEvent, EventOf, EventType } from '../../../../shared/domain/events';
import type { SourceHealth } from '../../../../shared/domain/health';
import { Settings } from '../../../../shared/domain/settings';
import { type ConsoleState, emptyState } from '../../../../shared/domain/state';
import type { View } from '../../../../shared/domain/view';
import { err, ok } from '../../../../shared/lib/result';
import type { CommitError, Core } from '../../engine-api';

export const emptyView: View = {
  engine: {},
  contexts: {},
  sources: {},
  forecasts: {},
  plans: {},
  executions: {},
  participants: {},
  jobs: {},
  servers: {},
  instances: {},
  notices: {},
  incidents: {},
  findings: {},
  malformed: {},
};

/** A core that remembers what it was told; `state` may be changed by a test, and recording may be made to fail. */
export class FakeCore implements Core {
  readonly events: ConsoleEvent[] = [];
  readonly healths: SourceHealth[] = [];
  readonly warnings: Parameters<Core['warn']>[0][] = [];
  current: ConsoleState = emptyState;
  live: View = emptyView;
  options: Settings = Settings.parse({});
  failure: CommitError | null = null;

  state = (): ConsoleState => this.current;
  view = (): View => this.live;
  settings = (): Settings => this.options;
  commit: Core['commit'] = (events) => {
    if (this.failure !== null) return err(this.failure);
    this.events.push(...events);
    for (const event of events) this.#keep(event);
    return ok({ lastSeq: this.events.length });
  };
  record: Core['record'] = async (events) => this.commit(events);
  setHealth = (health: SourceHealth): void => {
    this.healths.push(health);
  };
  dropHealth: Core['dropHealth'] = (contextId) => {
    for (const health of this.healths.splice(0)) if (health.contextId !== contextId) this.healths.push(health);
  };
  warn: Core['warn'] = (warning) => {
    this.warnings.push(warning);
  };

  of<T extends EventType>(type: T): EventOf<T>[] {
    return this.events.filter((event): event is EventOf<T> => event.type === type);
  }

  /** The little of `evolve` that the runner itself relies on. */
  #keep(event: ConsoleEvent): void {
    if (event.type === 'source.failed') {
      const trouble = { contextId: event.contextId, source: event.source, since: event.at, code: event.error.code };
      this.current = { ...this.current, troubles: { ...this.current.troubles, [event.sourceKey]: trouble } };
    } else if (event.type === 'source.recovered') {
      const { [event.sourceKey]: _gone, ...troubles } = this.current.troubles;
      this.current = { ...this.current, troubles };
    } else if (event.type === 'context.opened') {
      this.current = { ...this.current, contexts: { ...this.current.contexts, [event.context.contextId]: event.context } };
    }
  }
}
