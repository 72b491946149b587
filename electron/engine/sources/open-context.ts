import type { Context } from '../../../shared/domain/context';
import type { Settings } from '../../../shared/domain/settings';
import type { ConsoleState } from '../../../shared/domain/state';
import type { ContextSpec } from '../engine-api';

/** Colours of the theme, given to contexts in turn until the operator chooses. */
const colours = ['cyan', 'violet', 'teal', 'orange', 'pink', 'lime'] as const;

/** A context as the console shows it: what the settings say, else what the profile suggests. `accountId` is null until STS answered. */
export function contextOf(
  spec: ContextSpec,
  index: number,
  about: { readonly settings: Settings; readonly state: ConsoleState; readonly isRehearsal: boolean },
): Context {
  const chosen = about.settings.contexts.find((entry) => entry.contextId === spec.contextId);
  const known = about.state.contexts[spec.contextId];
  return {
    contextId: spec.contextId,
    name: chosen?.name ?? known?.name ?? spec.suggested?.name ?? spec.profile,
    profile: spec.profile,
    region: spec.region,
    accountId: known?.accountId ?? null,
    // A context whose environment was never set counts as production.
    environment: chosen?.environment ?? known?.environment ?? spec.suggested?.environment ?? 'production',
    colour: chosen?.colour ?? known?.colour ?? colours[index % colours.length] ?? 'cyan',
    rehearsal: about.isRehearsal,
  };
}
