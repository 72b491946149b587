import { AsyncIteratorClass } from '@orpc/shared';
import type { Mark, Recording } from '../../shared/contract/replay';
import type { StreamItem } from '../../shared/contract/stream';
import { Instant, instantOf, msOf } from '../../shared/domain/primitives';
import type { View } from '../../shared/domain/view';
import type { ConsoleClient } from '../bridge/client';

const BEFORE_MS = 30 * 60_000;

/** Every execution of the view as a recording of the half hour before its clock; each instant shows the whole view. */
export function fixtureReplay(view: View | null): ConsoleClient['replay'] {
  const unavailable = async () => Promise.reject(new Error('This fixture does not answer that.'));
  const recordings = view === null ? [] : recordingsOf(view);
  return {
    list: async () => ({ items: recordings }),
    marks: async ({ executionId }) => {
      const found = recordings.find(({ recordingId }) => recordingId === executionId);
      if (found === undefined) return unavailable();
      return { from: found.from, to: found.to, items: marksOf(found) };
    },
    at: unavailable,
    export: async () => ({ fileName: 'recording.tocsin-replay.jsonl', text: '' }),
    open: unavailable,
    close: unavailable,
    subscribe: async ({ from, speed }) => {
      const items: StreamItem[] =
        view === null ? [] : [{ kind: 'snapshot', session: 'replay', seq: 0, view: viewAt(view, Instant.parse(from), speed) }];
      const next = async (): Promise<IteratorResult<StreamItem, unknown>> => {
        const value = items.shift();
        return value === undefined ? new Promise(() => undefined) : { done: false, value };
      };
      return new AsyncIteratorClass(next, async () => undefined);
    },
  };
}

function viewAt(view: View, from: Instant, speed: number): View {
  const { engine } = view.engine;
  if (engine === undefined) return view;
  const clock = { ...engine.clock, now: from, speed, paused: speed === 0 };
  return { ...view, sources: {}, engine: { engine: { ...engine, clock, warnings: [] } } };
}

function recordingsOf(view: View): Recording[] {
  const now = view.engine.engine?.clock.now ?? instantOf(0);
  return Object.values(view.executions).map((one) => ({
    recordingId: one.executionId,
    kind: 'execution',
    executionId: one.executionId,
    planName: one.planName,
    executionType: one.executionType,
    status: one.status,
    from: one.startedAt ?? instantOf(msOf(now) - BEFORE_MS),
    to: one.endedAt ?? now,
    running: one.endedAt === null,
    rehearsal: view.engine.engine?.rehearsal != null,
    file: null,
  }));
}

/** Spread over the recording, one of a kind. */
function marksOf({ from, to }: Recording): Mark[] {
  const kinds = [
    'begin',
    'wave-began',
    'wave-ended',
    'wave-began',
    'failure',
    'alert',
    'acknowledged',
    'pause',
    'resumed',
    'end',
  ] as const;
  const step = (msOf(to) - msOf(from)) / kinds.length;
  return kinds.map((kind, index) => ({
    at: instantOf(msOf(from) + Math.round(step * (index + 0.4))),
    seq: index + 1,
    kind,
    what: kind === 'failure' ? 'app-03' : kind.startsWith('wave') ? 'Wave 2 Application' : 'Payroll DR',
    words: kind,
  }));
}
