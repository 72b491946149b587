import { z } from 'zod';
import type { ConsoleEvent } from '../events';
import { Instant } from '../primitives';
import { SetupAction, SetupEnd, StepOutcome } from './outcomes';
import { SetupWishes } from './wishes';

/** How far the last set-up of a context has come, as the journal tells it. */
export const SetupProgress = z.object({
  setupId: z.string(),
  action: SetupAction,
  actor: z.string(),
  beganAt: Instant,
  /** Null while it goes on, and for one that was interrupted. */
  endedAt: Instant.nullable(),
  outcome: SetupEnd.nullable(),
  wishes: SetupWishes.nullable(),
  steps: z.array(
    z.object({ id: z.string(), title: z.string(), outcome: StepOutcome.nullable(), message: z.string().nullable() }),
  ),
});
export type SetupProgress = z.infer<typeof SetupProgress>;

/** Reads the last set-up from its events, newest first, as the journal gives them; null where there was none. */
export function progressOf(newestFirst: readonly ConsoleEvent[]): SetupProgress | null {
  const outcomes = new Map<string, { readonly outcome: StepOutcome; readonly message: string }>();
  let ended: { readonly at: Instant; readonly outcome: SetupEnd } | null = null;
  for (const event of newestFirst) {
    if (event.type === 'setup.ended') ended = { at: event.at, outcome: event.outcome };
    if (event.type === 'setup.stepped') outcomes.set(event.stepId, event);
    if (event.type !== 'setup.began') continue;
    if (event.action === 'clean-up') {
      outcomes.clear();
      ended = null;
      continue;
    }
    const { setupId, action, actor, wishes, at } = event;
    return {
      setupId,
      action,
      actor,
      beganAt: at,
      endedAt: ended?.at ?? null,
      outcome: ended?.outcome ?? null,
      wishes,
      steps: event.steps.map(({ id, title }) => {
        const step = outcomes.get(id);
        return { id, title, outcome: step?.outcome ?? null, message: step?.message ?? null };
      }),
    };
  }
  return null;
}

/** The wishes of the last set-up that was begun and not removed since: what a repetition, or going on, starts from. */
export function wishesOf(newestFirst: readonly ConsoleEvent[]): SetupWishes {
  const last = newestFirst.find((event) => event.type === 'setup.began' && event.action !== 'clean-up');
  if (last?.type !== 'setup.began' || last.action === 'remove') return SetupWishes.parse({});
  return last.wishes ?? SetupWishes.parse({});
}
