import { useMantineColorScheme } from '@mantine/core';
import { useEffect } from 'react';
import { useConnection, useConsole, usePage } from '../store/page';

/** Reads the settings whenever the way to the engine opens, and lets the theme follow them. */
export function SettingsSync(): null {
  const { link, store } = usePage();
  const live = useConnection().kind === 'live';
  const theme = useConsole((data) => data.settings?.theme ?? null);
  const { setColorScheme } = useMantineColorScheme();
  useEffect(() => {
    if (!live) return;
    // A page without settings works with their defaults; the settings screen says that they could not be read.
    link
      .client()
      ?.settings.get({})
      .then(
        (settings) => store.setState({ settings }),
        () => undefined,
      );
  }, [live, link, store]);
  useEffect(() => {
    if (theme !== null) setColorScheme(theme === 'system' ? 'auto' : theme);
  }, [theme, setColorScheme]);
  return null;
}
