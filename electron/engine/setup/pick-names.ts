import type { Settings } from '../../../shared/domain/settings';
import type { PickedNames } from '../../../shared/domain/setup/picked-names';

/** The settings with what was picked by hand for one context; null for the usual names. The same settings where nothing changes. */
export function withPicked(settings: Settings, contextId: string, picked: PickedNames | null): Settings {
  const before = settings.contexts.find((entry) => entry.contextId === contextId);
  if (picked === null && before?.platform === undefined) return settings;
  const { platform: _, ...rest } = before ?? { contextId };
  const entry = picked === null ? rest : { ...rest, platform: picked };
  return { ...settings, contexts: [...settings.contexts.filter((one) => one !== before), entry] };
}
