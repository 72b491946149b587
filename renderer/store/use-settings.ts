import { useCallback } from 'react';
import type { Settings } from '../../shared/domain/settings';
import { t } from '../language/language';
import { usePage } from './page';
import { useCommand } from './use-command';

/** Changes the settings: what is shown changes once the engine has taken it. */
export function useChangeSettings(): (change: (settings: Settings) => Settings) => Promise<void> {
  const { store } = usePage();
  const command = useCommand();
  return useCallback(
    async (change) => {
      const { settings } = store.getState();
      if (settings === null) return;
      const done = await command(t('ui.doChangeSettings'), (client) => client.settings.put(change(settings)));
      if (done.ok) store.setState({ settings: done.value });
    },
    [store, command],
  );
}
