import { join } from 'node:path';
import type { Instant } from '../../../shared/domain/primitives';
import { Settings } from '../../../shared/domain/settings';
import { ok, type Result } from '../../../shared/lib/result';
import type { EngineOptions } from '../engine-api';
import { type DocumentError, openDocument } from '../storage/document';

/** The settings in force: the file's, with the switches of the command line over them until the next start. */
export interface SettingsStore {
  current(): Settings;
  /** Replaces the settings. A switch the command line holds keeps its value in the file. */
  replace(next: Settings): Promise<Result<{ readonly before: Settings; readonly after: Settings }, DocumentError>>;
}

export interface OpenedSettings {
  readonly store: SettingsStore;
  readonly movedAside: { readonly file: string; readonly reason: string } | null;
}

/** `first` holds until somebody changes anything. */
export async function openSettings(
  dataDir: string,
  overrides: EngineOptions['featureOverrides'],
  now: Instant,
  first: Settings = Settings.parse({}),
): Promise<Result<OpenedSettings, DocumentError>> {
  const opened = await openDocument(join(dataDir, 'settings.json'), Settings, first, now);
  if (!opened.ok) return opened;
  const { document, movedAside } = opened.value;
  const inForce = (settings: Settings): Settings => ({ ...settings, features: { ...settings.features, ...overrides } });
  // One object as long as nothing changes, so that readers may compare by identity.
  let current = inForce(document.current());
  return ok({
    movedAside,
    store: {
      current: () => current,
      async replace(next) {
        const before = current;
        const saved = await document.change((file) => ({
          ...next,
          features: { ...next.features, ...heldByFile(file, overrides) },
        }));
        if (!saved.ok) return saved;
        current = inForce(document.current());
        return ok({ before, after: current });
      },
    },
  });
}

/** The file's own values of those switches that the command line holds. */
function heldByFile(file: Settings, overrides: EngineOptions['featureOverrides']): Partial<Settings['features']> {
  const { features } = file;
  return {
    ...(overrides['native-alerts'] === undefined ? {} : { 'native-alerts': features['native-alerts'] }),
    ...(overrides['queue-messages'] === undefined ? {} : { 'queue-messages': features['queue-messages'] }),
    ...(overrides['execution-actions'] === undefined ? {} : { 'execution-actions': features['execution-actions'] }),
    ...(overrides['keep-awake'] === undefined ? {} : { 'keep-awake': features['keep-awake'] }),
  };
}
