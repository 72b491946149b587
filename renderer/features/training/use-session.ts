import { useCallback, useEffect, useRef } from 'react';
import type { TrainingSession } from '../../../shared/contract/training';
import type { ConsoleClient } from '../../bridge/client';
import { useConnection, useConsole, usePage, useUi } from '../../store/page';
import { type Asked, useAsked } from '../../store/use-asked';

/** While an exercise runs its tasks tick by themselves. */
const RUNNING_MS = 1_000;
/** Somebody else may have started one. */
const IDLE_MS = 4_000;

/** The exercise under way as the engine judges it. */
export function useSession(isRunning: boolean): Asked<{ readonly session: TrainingSession | null }> {
  const read = useCallback((client: ConsoleClient) => client.training.session({}), []);
  return useAsked(read, isRunning ? RUNNING_MS : IDLE_MS);
}

/** Tells the engine where the operator looks, each place once for as long as it is looked at. Only while an exercise runs. */
export function useTellSeen(sessionId: string | null): void {
  const { link } = usePage();
  const screen = useUi((ui) => ui.route.screen);
  const routed = useUi((ui) => (ui.route.screen === 'servers' ? ui.route.serverId : null));
  const panel = useUi((ui) => ui.lookedAt);
  const named = useConsole((data) => (routed === null ? null : (data.held?.view.servers[routed]?.name ?? null)));
  const isLive = useConnection().kind === 'live';
  const thing = panel ?? named;
  const told = useRef('');
  useEffect(() => {
    const place = `${sessionId} ${screen} ${thing ?? ''}`;
    if (sessionId === null || !isLive || told.current === place) return;
    told.current = place;
    // A report that is lost is told with the next place; nothing depends on this one.
    link
      .client()
      ?.training.seen({ screen, thing })
      .catch(() => {
        told.current = '';
      });
  }, [sessionId, screen, thing, isLive, link]);
}
