import type { SourceError, SourceHealth } from '../../../shared/domain/health';
import { type ContextId, type Instant, instantOf } from '../../../shared/domain/primitives';
import type { Core } from '../engine-api';
import type { Ports } from '../ports';
import { freshForSeconds } from './freshness';
import { countRecent } from './recent-attempts';
import type { Source } from './source';

/** Keeps one source's health and records when it fails and when it answers again. */
export interface HealthKeeper {
  readonly current: () => SourceHealth;
  read(facts: {
    readonly latencyMs: number;
    readonly everySeconds: number;
    readonly unreadable: SourceError | null;
    readonly nextAt: Instant;
  }): void;
  failed(error: SourceError, nextAt: Instant): void;
  resting(because: string): void;
}

export interface HealthOf {
  readonly key: string;
  readonly contextId: ContextId;
  readonly source: Source;
  readonly title: string;
  readonly core: Core;
  readonly ports: Pick<Ports, 'clock'>;
}

export function keepHealth({ key, contextId, source, title, core, ports }: HealthOf): HealthKeeper {
  const recent = countRecent();
  let health: SourceHealth = {
    id: key,
    contextId,
    source: source.id,
    title,
    chip: source.chip,
    state: 'starting',
    // A context that is opened anew has not forgotten when it was last heard.
    lastSuccessAt: core.view().sources[key]?.lastSuccessAt ?? null,
    lastAttemptAt: null,
    nextAttemptAt: null,
    latencyMs: null,
    freshForSeconds: freshForSeconds(60, source.longPollSeconds ?? 0, ports.clock.speed()),
    recent: { attempts: 0, failures: 0 },
    error: null,
  };
  const set = (change: Partial<SourceHealth>): void => {
    health = { ...health, ...change };
    core.setHealth(health);
  };
  set({});
  /** The action whose refusal was recorded last; the journal itself remembers only the code. */
  let toldAction: string | null = null;
  const tell = (error: SourceError): void => {
    const isTold = core.state().troubles[key]?.code === error.code && (toldAction ?? error.action) === error.action;
    toldAction = error.action;
    if (isTold) return;
    const event = { type: 'source.failed' as const, at: ports.clock.now(), contextId, sourceKey: key, source: source.id, error };
    core.commit([event]);
  };
  const takeBack = (): void => {
    if (core.state().troubles[key] === undefined) return;
    const at = ports.clock.now();
    const silentSeconds = health.lastSuccessAt === null ? null : (Date.parse(at) - Date.parse(health.lastSuccessAt)) / 1000;
    const event = { type: 'source.recovered' as const, at, contextId, sourceKey: key, source: source.id, silentSeconds };
    core.commit([event]);
  };
  return {
    current: () => health,
    read({ latencyMs, everySeconds, unreadable, nextAt }) {
      takeBack();
      const now = ports.clock.now();
      set({
        state: 'live',
        lastSuccessAt: now,
        lastAttemptAt: now,
        nextAttemptAt: nextAt,
        // How long a long poll waited for a message says nothing about AWS.
        latencyMs: source.longPollSeconds === undefined ? Math.round(latencyMs) : null,
        freshForSeconds: freshForSeconds(everySeconds, source.longPollSeconds ?? 0, ports.clock.speed()),
        recent: recent.note(ports.clock.nowMs(), 'answered'),
        error: unreadable,
      });
    },
    failed(error, nextAt) {
      tell(error);
      const state = error.code === 'not-permitted' ? 'not-permitted' : 'failing';
      const counted = recent.note(ports.clock.nowMs(), 'failed');
      set({ state, lastAttemptAt: ports.clock.now(), nextAttemptAt: nextAt, recent: counted, error });
    },
    resting(because) {
      if (health.state === 'off' && health.error?.message === because) return;
      set({
        state: 'off',
        nextAttemptAt: null,
        error: {
          code: 'not-found',
          message: because,
          next: 'Nothing to do.',
          action: null,
          resource: null,
        },
      });
    },
  };
}

/** Engine instant `seconds` from now. */
export function inSeconds(ports: Pick<Ports, 'clock'>, seconds: number): Instant {
  return instantOf(ports.clock.nowMs() + seconds * 1000);
}
