import type { Component } from '../../shared/contract/console';
import type { View } from '../../shared/domain/view';
import type { ConsoleClient } from '../bridge/client';

/** Health of the sources in a view, as the engine would answer it. */
export function fixtureHealth(view: View | null): ConsoleClient['health'] {
  return {
    get: async () => {
      const engine = view?.engine.engine;
      if (view === null || engine === undefined) throw new Error('This fixture does not answer that.');
      const sources = Object.values(view.sources);
      const components = sources.map(
        (source): Component => ({
          id: source.id,
          title: source.title,
          state: source.state,
          lastSuccessAt: source.lastSuccessAt,
          latencyMs: source.latencyMs,
          attempts: source.recent.attempts,
          errorRate: source.state === 'failing' ? 0.4 : 0,
          missingPermission:
            source.error?.action == null ? null : { action: source.error.action, resource: source.error.resource },
          message: source.error?.message ?? null,
          next: source.error?.next ?? null,
        }),
      );
      return { status: 'degraded', engine, components, sources };
    },
  };
}
