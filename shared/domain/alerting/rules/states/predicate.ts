import { z } from 'zod';
import { err, ok, type Result } from '../../../../lib/result';
import type { ContextId, ExecutionId, Instant, ServerId } from '../../../primitives';
import type { DomainView } from '../../../reconcile/domain-view';
import type { Settings } from '../../../settings';
import type { ConsoleState } from '../../../state';
import type { ExecutionStatus, Participant } from '../../../view';
import type { Labels } from '../../labels';
import type { RuleProblem } from '../compile';

/** What a state is judged by: reconciled truth, what it was made from, what was promised, and the engine's clock. */
export interface StateScene {
  readonly view: DomainView;
  readonly state: Pick<ConsoleState, 'troubles' | 'announced' | 'quotaLimits'>;
  readonly settings: Pick<Settings, 'objectives'>;
  readonly nowMs: number;
  /** The clock was put ahead then: nothing is known to have stood still for longer than since. */
  readonly aheadSinceMs?: number | null;
}

/** One subject of which the condition holds now. */
export interface Finding {
  /** The same subject has the same one, whenever it is found. */
  readonly key: string;
  readonly contextId: ContextId | null;
  readonly executionId: ExecutionId | null;
  readonly sourceServerId: ServerId | null;
  /** Beside what follows from the three above. */
  readonly labels: Labels;
  /** What is compared, and with what; null where nothing is. */
  readonly value: number | null;
  readonly threshold: number | null;
  /** What holds, of what, since when: one sentence each. */
  readonly title: string;
  readonly summary: string;
  readonly nextStep: string;
}

/** A condition on the live view, by name, with parameters of its own. One file each; registered in `registry.ts`. */
interface Definition<P extends z.ZodObject> {
  readonly name: string;
  readonly title: string;
  readonly text: string;
  /** Every one with its default. */
  readonly parameters: P;
  readonly find: (parameters: z.infer<P>, scene: StateScene) => readonly Finding[];
}

export interface BoundState {
  readonly name: string;
  readonly title: string;
  find(scene: StateScene): readonly Finding[];
}

export interface StatePredicate {
  readonly name: string;
  readonly title: string;
  readonly text: string;
  /** JSON Schema of the parameters, for forms and for the documentation. */
  readonly parameters: unknown;
  bind(parameters: unknown): Result<BoundState, RuleProblem>;
}

export function definePredicate<P extends z.ZodObject>(definition: Definition<P>): StatePredicate {
  const { name, title, text, parameters, find } = definition;
  return {
    name,
    title,
    text,
    parameters: z.toJSONSchema(parameters, { io: 'input' }),
    bind(given) {
      const parsed = parameters.strict().safeParse(given);
      if (parsed.success) {
        const held = parameters.parse(given);
        return ok({ name, title, find: (scene) => find(held, scene) });
      }
      const [issue] = parsed.error.issues;
      const place = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : (issue?.path ?? []);
      const message =
        issue?.code === 'unrecognized_keys'
          ? `${name} has no such parameter; it has ${Object.keys(parameters.shape).join(', ') || 'none'}`
          : (issue?.message ?? 'this cannot be understood');
      return err({ field: ['Conditions.State.Parameters', ...place.map(String)].join('.'), message });
    },
  };
}

const grouped = new WeakMap<object, ReadonlyMap<string, readonly Participant[]>>();

/** Servers by execution; made once for each state of the view. */
export function serversByExecution({
  participants,
}: Pick<DomainView, 'participants'>): ReadonlyMap<string, readonly Participant[]> {
  const held = grouped.get(participants);
  if (held !== undefined) return held;
  const found = new Map<string, Participant[]>();
  for (const one of Object.values(participants)) {
    const group = found.get(one.executionId);
    if (group === undefined) found.set(one.executionId, [one]);
    else group.push(one);
  }
  grouped.set(participants, found);
  return found;
}

const going: ReadonlySet<ExecutionStatus> = new Set<ExecutionStatus>(['PENDING', 'RUNNING', 'PAUSED', 'CANCELLING']);

/** Whether an execution goes on for certain; of one that nobody can tell, nothing is said. */
export function isGoingOn({ status }: { readonly status: ExecutionStatus }): boolean {
  return going.has(status);
}

export const Minutes = z.number().min(0).max(43_200);

/** Minutes for which something has stood still since `at`, and no longer than since the clock was put ahead. */
export function minutesStill(
  at: Instant | null | undefined,
  { nowMs, aheadSinceMs }: Pick<StateScene, 'nowMs' | 'aheadSinceMs'>,
): number {
  const minutes = minutesSince(at, nowMs);
  return aheadSinceMs === null || aheadSinceMs === undefined
    ? minutes
    : Math.min(minutes, Math.max(0, Math.floor((nowMs - aheadSinceMs) / 60_000)));
}

/** Whole minutes from a moment to now; 0 where the moment is not known or lies ahead (a clock that was put right). */
export function minutesSince(at: Instant | null | undefined, nowMs: number): number {
  return at === null || at === undefined ? 0 : Math.max(0, Math.floor((nowMs - Date.parse(at)) / 60_000));
}

/** `95` as `1 h 35 min`. */
export function minutesText(minutes: number): string {
  const whole = Math.round(minutes);
  if (whole < 60) return `${whole} min`;
  const rest = whole % 60;
  const hours = Math.floor(whole / 60);
  if (hours < 48) return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
  return `${Math.floor(hours / 24)} days`;
}
