import { evolveAll } from '../../../../shared/domain/evolve/evolve';
import type { SourceHealth } from '../../../../shared/domain/health';
import { conclude } from '../../../../shared/domain/judge/conclude';
import type { DomainView } from '../../../../shared/domain/reconcile/domain-view';
import { viewOf } from '../../../../shared/domain/reconcile/view-of';
import { emptyState } from '../../../../shared/domain/state';
import { ok } from '../../../../shared/lib/result';
import type { Core } from '../../engine-api';
import type { Clock } from '../../ports';
import { emptyView, FakeCore } from './fake-core';

/** A core on the real pure functions, without a journal: what sources record is evolved, viewed and concluded from. */
export class LiveCore extends FakeCore {
  readonly healthOf = new Map<string, SourceHealth>();
  readonly #clock: Clock;
  #seen: DomainView | null = null;

  constructor(clock: Clock) {
    super();
    this.#clock = clock;
    this.current = emptyState;
  }

  override commit: Core['commit'] = (events) => {
    this.events.push(...events);
    this.current = evolveAll(this.current, events);
    for (let round = 0; round < 5; round += 1) {
      this.#look();
      const concluded = this.#seen === null ? [] : conclude(this.current, this.#seen, this.#clock.now(), { baseline: false });
      if (concluded.length === 0) break;
      this.events.push(...concluded);
      this.current = evolveAll(this.current, concluded);
    }
    return ok({ lastSeq: this.events.length });
  };
  override record: Core['record'] = async (events) => this.commit(events);
  override setHealth = (health: SourceHealth): void => {
    this.healths.push(health);
    this.healthOf.set(health.id, health);
  };

  #look(): void {
    this.#seen = viewOf(this.current, this.#seen, this.#clock.now());
    this.live = { ...emptyView, ...this.#seen };
  }
}
