import { isDeepStrictEqual } from 'node:util';
import type { SourceHealth } from '../../../shared/domain/health';
import type { Forecast } from '../../../shared/domain/prediction/forecast';
import type { ContextId, Instant } from '../../../shared/domain/primitives';
import type { DomainView } from '../../../shared/domain/reconcile/domain-view';
import type { EngineView, Execution, View } from '../../../shared/domain/view';
import type { EngineOptions } from '../engine-api';
import type { Ports } from '../ports';
import type { LiveFeed, Urgency } from './live-feed';

type Warning = EngineView['warnings'][number];

/** The whole live view: what follows from the journal, and beside it the engine itself and its sources, which are never journaled. */
export interface LiveView {
  current(): View;
  /** Takes over what the journal adds up to now. */
  setDomain(view: DomainView): void;
  setHealth(health: SourceHealth): void;
  /** Forgets the sources of a context that is not watched any more. */
  dropHealth(contextId: ContextId): void;
  /** One warning a code; the newest wording holds. */
  warn(warning: Warning): void;
  unwarn(code: string): void;
  /** What is foreseen of executions that go on, by execution id; those that are the same keep their object. */
  setForecasts(forecasts: Readonly<Record<string, Forecast>>): void;
  /** How messages to people stand. */
  setNotifying(notifying: NonNullable<EngineView['notifying']>): void;
  /** How many alerts and incidents there are in all. */
  setAlerting(alerting: NonNullable<EngineView['alerting']>): void;
  /** How the audit log stands. */
  setAudit(audit: NonNullable<EngineView['audit']>): void;
  /** Looks again at clock and rehearsal, which change without telling. */
  refresh(): void;
  /** From now on, changes are offered here. */
  publishTo(feed: LiveFeed): void;
}

interface LiveViewOptions {
  readonly ports: Pick<Ports, 'clock' | 'wall' | 'notifier'>;
  readonly options: Pick<EngineOptions, 'host' | 'version' | 'rehearsal' | 'warnings'>;
  readonly session: { readonly id: string; readonly startedAt: Instant };
  readonly domain: DomainView;
}

const busyStatuses: ReadonlySet<Execution['status']> = new Set<Execution['status']>([
  'PENDING',
  'RUNNING',
  'PAUSED',
  'CANCELLING',
]);
/** Readers count the clock on from the last reading; it is told anew when they would be wrong by more than this (wall time). */
const CLOCK_TOLERANCE_MS = 1_000;

export function createLiveView({ ports, options, session, domain }: LiveViewOptions): LiveView {
  const { clock, wall, notifier } = ports;
  const readClock = (): EngineView['clock'] => ({
    now: clock.now(),
    wallNow: wall.now(),
    speed: clock.speed(),
    paused: clock.speed() === 0,
  });
  const firstEngine: EngineView = {
    id: 'engine',
    version: options.version,
    sessionId: session.id,
    startedAt: session.startedAt,
    host: options.host,
    clock: readClock(),
    rehearsal: options.rehearsal?.describe() ?? null,
    notifier: { by: notifier.by, why: notifier.why },
    warnings: [...options.warnings],
    busy: isBusy(domain),
  };
  let current: View = { ...domain, engine: { engine: firstEngine }, sources: {}, forecasts: {} };
  let feed: LiveFeed | null = null;

  const engine = (): EngineView => current.engine.engine ?? firstEngine;

  function offer(next: View, urgency: Urgency): void {
    current = next;
    feed?.offer(current, urgency);
  }

  function changeEngine(change: Partial<EngineView>, urgency: Urgency = 'now'): void {
    const next = { ...engine(), ...change };
    if (isDeepStrictEqual(next, engine())) return;
    offer({ ...current, engine: { engine: next } }, urgency);
  }

  return {
    current: () => current,
    setDomain(view) {
      const busy = view.executions === current.executions ? engine().busy : isBusy(view);
      const told = busy === engine().busy ? current.engine : { engine: { ...engine(), busy } };
      offer({ ...view, engine: told, sources: current.sources, forecasts: current.forecasts }, 'now');
    },
    setHealth(health) {
      const before = current.sources[health.id];
      if (isDeepStrictEqual(before, health)) return;
      const urgency = before !== undefined && saysTheSame(before, health) ? 'soon' : 'now';
      offer({ ...current, sources: { ...current.sources, [health.id]: health } }, urgency);
    },
    dropHealth(contextId) {
      const kept = Object.entries(current.sources).filter(([, health]) => health.contextId !== contextId);
      offer({ ...current, sources: Object.fromEntries(kept) }, 'now');
    },
    warn: (warning) => changeEngine({ warnings: [...engine().warnings.filter(({ code }) => code !== warning.code), warning] }),
    unwarn: (code) => changeEngine({ warnings: engine().warnings.filter((warning) => warning.code !== code) }),
    setForecasts: (forecasts) => offer({ ...current, forecasts }, 'soon'),
    setAlerting: (alerting) => changeEngine({ alerting }, 'soon'),
    setNotifying: (notifying) => changeEngine({ notifying }, 'soon'),
    setAudit: (audit) => changeEngine({ audit }, 'soon'),
    refresh() {
      const told = engine().clock;
      const expectedMs = Date.parse(told.now) + (wall.nowMs() - Date.parse(told.wallNow)) * told.speed;
      const wrongByMs = Math.abs(clock.nowMs() - expectedMs) / Math.max(1, clock.speed());
      const isRight = told.speed === clock.speed() && wrongByMs <= CLOCK_TOLERANCE_MS;
      changeEngine({ rehearsal: options.rehearsal?.describe() ?? null, clock: isRight ? told : readClock() });
    },
    publishTo(to) {
      feed = to;
    },
  };
}

function isBusy(view: DomainView): boolean {
  return Object.values(view.executions).some((execution) => busyStatuses.has(execution.status));
}

/** Whether only ages and latency differ: worth showing, not worth hurrying. */
function saysTheSame(before: SourceHealth, after: SourceHealth): boolean {
  return before.state === after.state && isDeepStrictEqual(before.error, after.error) && before.lastSuccessAt !== null;
}
