import type { Component } from '../../../shared/contract/console';
import { freshnessOf, type SourceHealth } from '../../../shared/domain/health';
import type { EngineView } from '../../../shared/domain/view';
import type { Engine } from '../engine-api';
import { NOBODY } from '../notifications/nobody-is-notified';
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
