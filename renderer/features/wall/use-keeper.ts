import { useEffect, useState } from 'react';
import { waitingIncidents } from '../../store/incidents';
import { usePage } from '../../store/page';
import { isActive } from '../../ui/tone';
import { createWallKeeper, type WallKeeper } from './wall-keeper';

/** Keeps this page's wall running for as long as it is shown. */
export function useKeeper(everyMs: number): WallKeeper {
  const { wall, link, store } = usePage();
  const [keeper] = useState(() =>
    createWallKeeper({
      wall,
      everyMs,
      ask: async () => link.client()?.tokens.own({}),
      isQuiet: () => {
        const { held, connection } = store.getState();
        if (held === null || connection.kind !== 'live') return false;
        const { executions, incidents } = held.view;
        return waitingIncidents(incidents).length === 0 && !Object.values(executions).some(({ status }) => isActive(status));
      },
      served: servedPage,
      reload: () => window.location.reload(),
    }),
  );
  useEffect(() => {
    keeper.start();
    return keeper.stop;
  }, [keeper]);
  return keeper;
}

/** Whether the page that is served now loads the script that this one runs; their names tell their contents. */
async function servedPage(): Promise<'same' | 'other' | null> {
  const script = document.querySelector<HTMLScriptElement>('script[type="module"][src]');
  const reply = await fetch(window.location.pathname, { cache: 'no-store' });
  if (!reply.ok || script === null) return null;
  const name = new URL(script.src).pathname.split('/').at(-1) ?? '';
  return (await reply.text()).includes(name) ? 'same' : 'other';
}
