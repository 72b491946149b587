import type { Component } from '../../../shared/contract/console';
import { freshnessOf, type SourceHealth } from '../../../shared/domain/health';
import { instantOf } from '../../../shared/domain/primitives';
import type { EngineView } from '../../../shared/domain/view';
import type { Engine } from '../engine-api';
import { NOBODY, nobodyWarning } from '../notifications/nobody-is-notified';
import { TROUBLE } from '../state/trouble-warning';
import { engineViewOf } from './engine-view';
import type { Implementer } from './implementer';

export function healthHandlers(os: Implementer, engine: Engine) {
  return {
    get: os.health.get.handler(() => {
      const view = engineViewOf(engine);
      const sources = Object.values(engine.view().sources).sort((one, other) => (one.id < other.id ? -1 : 1));
      const nowMs = engine.ports.clock.nowMs();
      const components = [
        journalComponent(view),
        alertsComponent(view, engine),
        notificationsComponent(engine),
        ...sources.map((health) => sourceComponent(health, nowMs)),
      ];
      const isWell =
        view.warnings.every(({ code }) => code === NOBODY) &&
        components.every(({ state }) => state === 'live' || state === 'starting' || state === 'off');
      return { status: isWell ? ('ok' as const) : ('degraded' as const), engine: view, components, sources };
    }),
  };
}

const nothing = {
  lastSuccessAt: null,
  latencyMs: null,
  attempts: null,
  errorRate: null,
  missingPermission: null,
  message: null,
  next: null,
};

function journalComponent(view: EngineView): Component {
  const trouble = view.warnings.find(({ code }) => code === TROUBLE);
  if (trouble === undefined) return { ...nothing, id: 'journal', title: 'Journal and audit trail', state: 'live' };
  return {
    ...nothing,
    id: 'journal',
    title: 'Journal and audit trail',
    state: 'failing',
    message: trouble.message,
    next: trouble.next,
  };
}

function alertsComponent(view: EngineView, engine: Engine): Component {
  const isOn = engine.settings().features['native-alerts'] && view.notifier.by !== 'in-app';
  return { ...nothing, id: 'native-alerts', title: 'Native alerts', state: isOn ? 'live' : 'off', message: view.notifier.why };
}

/** How far back deliveries are looked at; the same as for sources. */
const RECENT_MS = 15 * 60 * 1000;

/** Live while somebody is notified and no destination is in trouble. */
function notificationsComponent(engine: Engine): Component {
  const { store, outbox } = engine.inside.notifications;
  const about = { ...nothing, id: 'notifications', title: 'Notifications' };
  if (nobodyWarning(store.current(), false) !== null)
    return { ...about, state: 'off', message: 'No notification configuration is switched on.' };
  const { clock } = engine.ports;
  const { delivered, latencyMs, byCarrier } = outbox.serviceLevel(instantOf(clock.nowMs() - RECENT_MS), clock.now());
  const troubles = byCarrier.flatMap(({ trouble }) => trouble ?? []);
  return {
    ...about,
    state: troubles.length > 0 ? 'failing' : 'live',
    latencyMs: latencyMs.p50,
    attempts: delivered.all,
    errorRate: delivered.share === null ? null : 1 - delivered.share,
    message: troubles.length > 0 ? troubles.join(' ') : null,
    next: troubles.length > 0 ? 'Look at the failing deliveries in the history, and test their channels.' : null,
  };
}

function sourceComponent(health: SourceHealth, nowMs: number): Component {
  const { error } = health;
  return {
    id: health.id,
    title: health.title,
    state: health.state === 'live' && freshnessOf(health, nowMs) === 'stale' ? 'stale' : health.state,
    lastSuccessAt: health.lastSuccessAt,
    latencyMs: health.latencyMs,
    attempts: health.recent.attempts,
    errorRate: health.recent.attempts === 0 ? null : health.recent.failures / health.recent.attempts,
    missingPermission:
      error?.code === 'not-permitted' && error.action !== null ? { action: error.action, resource: error.resource } : null,
    message: error?.message ?? null,
    next: error?.next ?? null,
  };
}
