import type { ContextId } from '../../../shared/domain/primitives';
import type { Unread } from '../../../shared/domain/setup/discovered';
import type { SetupAction } from '../../../shared/domain/setup/outcomes';
import type { Step } from '../../../shared/domain/setup/plan';
import type { SetupWishes } from '../../../shared/domain/setup/wishes';
import { err, ok, type Result } from '../../../shared/lib/result';
import type { Core } from '../engine-api';
import type { Actor, Ports } from '../ports';
import { carryOut } from './carry-out';
import { cancelled, type SetupReport, summed } from './reports';
import type { Room } from './room';

export interface PlanToRun {
  readonly room: Room;
  readonly action: SetupAction;
  readonly wishes?: SetupWishes;
  readonly actor: Actor;
  readonly steps: readonly Step[];
  readonly siteOf?: Room['siteOf'];
  /** What could not be looked at beforehand. */
  readonly unread: readonly Unread[];
  /** Aborted, with who wanted it, to end between two steps. */
  readonly signal: AbortSignal;
}

interface Around {
  readonly core: Pick<Core, 'commit'>;
  readonly ports: Pick<Ports, 'clock' | 'ids'>;
  /** Asks the source that reads the queue to look at once. */
  readonly nudge: (contextId: ContextId) => void;
}

/** Carries a plan out and records the beginning, each step and the end; what cannot be recorded is not begun. */
export async function runPlan(
  { room, action, wishes, actor, steps, siteOf = room.siteOf, unread, signal }: PlanToRun,
  { core, ports, nudge }: Around,
): Promise<Result<SetupReport, { readonly code: 'not-recording'; readonly message: string }>> {
  const { contextId, explain } = room;
  const setupId = ports.ids.next('cmd');
  const base = () => ({ at: ports.clock.now(), contextId, setupId });
  const list = steps.map(({ id, resource, state }) => ({ id, title: resource.title, state }));
  const began = core.commit(
    [{ ...base(), type: 'setup.began', action, actor: actor.id, wishes: wishes ?? null, steps: list }],
    actor,
  );
  if (!began.ok) return err({ code: 'not-recording', message: began.error.message });
  const reports = await carryOut(steps, {
    siteOf,
    explain,
    isCancelled: () => signal.aborted,
    onStep: ({ id, title, outcome, message }) => {
      core.commit([{ ...base(), type: 'setup.stepped', stepId: id, title, outcome, message }], actor);
    },
  });
  const isCut = signal.aborted && reports.length < steps.length;
  const report = isCut ? cancelled(action, reports, steps.length, String(signal.reason)) : summed(action, reports, unread);
  core.commit([{ ...base(), type: 'setup.ended', action, outcome: report.outcome, message: report.message }], actor);
  nudge(contextId);
  return ok(report);
}
