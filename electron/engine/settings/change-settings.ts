import { isDeepStrictEqual } from 'node:util';
import type { Context } from '../../../shared/domain/context';
import type { ConsoleEvent } from '../../../shared/domain/events';
import type { Settings } from '../../../shared/domain/settings';
import { ok } from '../../../shared/lib/result';
import type { EngineInside } from '../engine-api';
import type { Actor, Clock } from '../ports';
import type { SettingsStore } from './settings-file';

interface ChangeOptions {
  readonly store: SettingsStore;
  readonly contexts: () => Readonly<Record<string, Context>>;
  readonly clock: Pick<Clock, 'now'>;
  /** The file is written by then, so this must not be lost. */
  readonly owe: (events: readonly ConsoleEvent[], actor: Actor) => void;
}

/** Replaces the settings and records what changed, before and after; a context's name, colour and environment change with them. */
export function createChangeSettings({ store, contexts, clock, owe }: ChangeOptions): EngineInside['changeSettings'] {
  return async (next, actor) => {
    const replaced = await store.replace(next);
    if (!replaced.ok) return replaced;
    const { before, after } = replaced.value;
    if (isDeepStrictEqual(before, after)) return ok(after);
    const at = clock.now();
    owe(
      [
        { type: 'settings.changed', at, before, after, actor: actor.id },
        ...changedContexts(contexts(), after).map((context) => ({
          type: 'context.changed' as const,
          at,
          context,
          actor: actor.id,
        })),
      ],
      actor,
    );
    return ok(after);
  };
}

function changedContexts(contexts: Readonly<Record<string, Context>>, { contexts: chosen }: Settings): Context[] {
  return Object.values(contexts).flatMap((context) => {
    const choice = chosen.find(({ contextId }) => contextId === context.contextId);
    const changed: Context = {
      ...context,
      name: choice?.name ?? context.name,
      colour: choice?.colour ?? context.colour,
      environment: choice?.environment ?? context.environment,
    };
    return isDeepStrictEqual(changed, context) ? [] : [changed];
  });
}
