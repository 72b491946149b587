import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import '@mantine/spotlight/styles.css';
import { type ReactNode, StrictMode, useMemo } from 'react';
import { createRoot } from 'react-dom/client';
import './ui/tokens.css';
import './ui/print.css';
import { startLiveLink } from './bridge/live-link';
import type { Transport } from './bridge/transport';
import type { Wall } from './bridge/wall';
import { LanguageRoot } from './language/language-root';
import { App } from './shell/app';
import { createConsoleStore } from './store/console-store';
import { type Page, PageProvider } from './store/page';
import { createTicker } from './store/ticker';
import { createUiStore } from './store/ui-store';
import { printLight } from './ui/print-light';
import { cssVariables, themeOf } from './ui/theme';

const TICK_MS = 500;

/** Puts the page together and shows it. The transport is the only thing that differs between window, browser and fixtures. */
export function startPage(transport: Transport, wall: Wall, root: HTMLElement): Page {
  const store = createConsoleStore();
  const page: Page = {
    store,
    ui: createUiStore(window.location.hash),
    wall,
    ticker: createTicker(wall, TICK_MS),
    link: startLiveLink(transport, store, wall),
  };
  printLight();
  createRoot(root).render(
    <StrictMode>
      <PageProvider page={page}>
        <LanguageRoot>
          <Dressed>
            <App />
          </Dressed>
        </LanguageRoot>
      </PageProvider>
    </StrictMode>,
  );
  return page;
}

function Dressed({ children }: { children: ReactNode }): ReactNode {
  const theme = useMemo(themeOf, []);
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="dark">
      <Notifications position="bottom-right" limit={4} />
      {children}
    </MantineProvider>
  );
}
