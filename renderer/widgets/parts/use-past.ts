import { useMemo, useSyncExternalStore } from 'react';
import { endsOf } from '../../../shared/domain/boards/range';
import { Settings } from '../../../shared/domain/settings';
import type { Execution, Participant } from '../../../shared/domain/view';
import { engineNowMs } from '../../store/engine-clock';
import { useConsole, useEngine, usePage, useView } from '../../store/page';
import { allExecutions, inContext, participantsByExecution } from '../../store/selectors';
import type { Frame } from '../widget';

/** The engine's time, epoch milliseconds, rounded down to `stepMs`: draws again only when a step has passed. */
export function useStepNowMs(stepMs: number): number {
  const { ticker } = usePage();
  const engine = useEngine();
  const aheadMs = useConsole((data) => data.aheadMs ?? 0);
  const read = (): number => {
    const wallMs = ticker.nowMs();
    const nowMs = engine === null ? wallMs : engineNowMs(engine.clock, wallMs, aheadMs);
    return Math.floor(nowMs / stepMs) * stepMs;
  };
  return useSyncExternalStore(ticker.subscribe, read, read);
}

/** Both ends of what a widget looks at; the end moves on by a five-hundredth of it, a minute at least. */
export function useEnds({ range }: Frame): { readonly fromMs: number; readonly toMs: number } {
  const stepMs = range.kind === 'last' ? Math.max(60, range.seconds / 500) * 1000 : 60_000;
  const nowMs = useStepNowMs(stepMs);
  const ends = endsOf(range, range.kind === 'last' ? nowMs + stepMs : nowMs);
  return { fromMs: ends.fromMs, toMs: ends.toMs };
}

/** Which executions a widget speaks of; empty is all. */
export interface Which {
  readonly plan: string;
  readonly type: 'all' | 'drill' | 'recovery';
}

/** Executions of the frame's context that ended within its range, newest first. */
export function useEnded(frame: Frame, which: Which): readonly Execution[] {
  const records = useView((view) => view.executions, nothing);
  const { fromMs, toMs } = useEnds(frame);
  const { contextId } = frame;
  const { plan, type } = which;
  return useMemo(
    () =>
      ofWhich(inContext(allExecutions(records), contextId), { plan, type }).filter(({ endedAt }) => {
        const at = endedAt === null ? null : Date.parse(endedAt);
        return at !== null && at >= fromMs && at <= toMs;
      }),
    [records, contextId, plan, type, fromMs, toMs],
  );
}

/** Every execution of the frame's context, newest first. */
export function useExecutions({ contextId }: Frame, which: Which): readonly Execution[] {
  const records = useView((view) => view.executions, nothing);
  const { plan, type } = which;
  return useMemo(() => ofWhich(inContext(allExecutions(records), contextId), { plan, type }), [records, contextId, plan, type]);
}

export function ofWhich(executions: readonly Execution[], { plan, type }: Which): readonly Execution[] {
  return executions.filter(
    (one) => (plan === '' || one.planName === plan) && (type === 'all' || one.executionType.toLowerCase() === type),
  );
}

const nothing: Readonly<Record<string, Execution>> = {};
const nobody: readonly Participant[] = [];
const noParticipants: Readonly<Record<string, Participant>> = {};

/** The servers of any execution. */
export function useServersOf(): (executionId: Execution['executionId']) => readonly Participant[] {
  const records = useView((view) => view.participants, noParticipants);
  return useMemo(() => {
    const groups = participantsByExecution(records);
    return (executionId) => groups.get(executionId) ?? nobody;
  }, [records]);
}

const unset = Settings.parse({});

/** The settings; until they are read, those of a new console: nothing promised, no price. */
export function useKnownSettings(): Settings {
  return useConsole((data) => data.settings) ?? unset;
}
