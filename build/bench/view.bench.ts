import { performance } from 'node:perf_hooks';
import type { ConsoleEvent } from '../../shared/domain/events';
import { evolve, evolveAll } from '../../shared/domain/evolve/evolve';
import { conclude } from '../../shared/domain/judge/conclude';
import { instantOf } from '../../shared/domain/primitives';
import type { DomainView } from '../../shared/domain/reconcile/domain-view';
import { viewOf } from '../../shared/domain/reconcile/view-of';
import { type ConsoleState, emptyState } from '../../shared/domain/state';
import type { BenchContext } from '../scripts/lib/bench-context';
import { fleetEvents, jobEvent, lagEvent, largeFleet } from './lib/fleet';
import { quantile } from './lib/quantile';

const ROUNDS = 1_000;

/** The pure core at 4,000 servers and 100 executions: one event evolved, viewed and concluded from; budget 4 ms for a delta. */
export async function bench({ figure }: BenchContext): Promise<void> {
  const first = performance.now();
  let state = evolveAll(emptyState, fleetEvents(largeFleet));
  figure('evolve the first reading', round(performance.now() - first), 'ms', largeFleet);
  let seconds = 1;
  const madeAnew = performance.now();
  let view = viewOf(state, null, now(seconds));
  figure('view from scratch', round(performance.now() - madeAnew), 'ms');
  const concluded = performance.now();
  ({ state, view } = settle(state, view, seconds));
  figure('first conclusions', round(performance.now() - concluded), 'ms');

  const measure = (name: string, eventOf: (index: number) => ConsoleEvent) => {
    const took: number[] = [];
    const before = process.cpuUsage();
    for (let index = 0; index < ROUNDS; index += 1) {
      seconds += 1;
      const event = eventOf(index);
      const start = performance.now();
      state = evolve(state, event);
      view = viewOf(state, view, now(seconds));
      ({ state, view } = settle(state, view, seconds));
      took.push(performance.now() - start);
    }
    const { user, system } = process.cpuUsage(before);
    figure(name, round(quantile(took, 0.5)), 'ms', {
      p99Ms: round(quantile(took, 0.99)),
      meanCpuMs: round((user + system) / 1000 / ROUNDS),
    });
  };
  measure('one server measured', (index) => lagEvent(index % largeFleet.servers, seconds));
  measure('one job of 40 servers moved', (index) =>
    jobEvent(index % largeFleet.executions, largeFleet, 1 + Math.floor(index / largeFleet.executions), seconds),
  );

  const replay = Array.from({ length: 100_000 }, (_, index) => lagEvent(index % largeFleet.servers, index));
  const start = performance.now();
  evolveAll(state, replay);
  figure('replay', Math.round(replay.length / ((performance.now() - start) / 1000)), 'events/s');
}

function settle(from: ConsoleState, seen: DomainView, seconds: number): { state: ConsoleState; view: DomainView } {
  let [state, view] = [from, seen];
  for (;;) {
    const events = conclude(state, view, now(seconds), { baseline: false });
    if (events.length === 0) return { state, view };
    state = evolveAll(state, events);
    view = viewOf(state, view, now(seconds));
  }
}

function now(seconds: number) {
  return instantOf(Date.parse('2026-03-14T09:00:00Z') + seconds * 1000);
}

function round(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
