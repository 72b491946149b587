import { setImmediate as nextTurn } from 'node:timers/promises';
import type { JournalEntry } from '../../../shared/domain/events';
import { evolveAll } from '../../../shared/domain/evolve/evolve';
import { type Instant, instantOf } from '../../../shared/domain/primitives';
import type { DomainView } from '../../../shared/domain/reconcile/domain-view';
import { viewOf } from '../../../shared/domain/reconcile/view-of';
import { type ConsoleState, emptyState } from '../../../shared/domain/state';
import { createTurns } from '../storage/turns';

/** What the events up to one of them add up to, and a view of it to begin the next from. */
export interface Frame {
  readonly seq: number;
  readonly state: ConsoleState;
  readonly view: DomainView;
}

/** States at instants, made from events and from states that were kept on the way. */
export interface Keyframes {
  /** What all events up to and including `seq` add up to. Long ways are gone in short steps, so that others are answered meanwhile. */
  at(seq: number): Promise<Frame>;
}

interface KeyframesOptions {
  /** The events after one up to and including another. */
  readonly between: (after: number, last: number) => readonly JournalEntry[];
  /** A state that is known already, at or before the event; null where there is none. */
  readonly known?: (seq: number) => { readonly seq: number; readonly state: ConsoleState } | null;
  readonly monoMs: () => number;
}

/** Events between two frames, while these are few. */
const SPACING = 200;
/** Beyond it every second frame goes, and the others lie twice as far apart: frames share what did not change, yet each costs memory. */
const MOST_FRAMES = 64;
/** Besides, those that were asked for last: whoever plays or drags stays in one place for a while. */
const MOST_RECENT = 8;
/** How long one step may keep everybody else waiting. */
const STEP_MS = 15;
/** Views in frames are made for the beginning of time: whatever grows old later is then found overdue, at whatever instant is asked for. */
const DAWN = instantOf(0);

export function createKeyframes({ between, known, monoMs }: KeyframesOptions): Keyframes {
  let spacing = SPACING;
  let frames: Frame[] = [];
  let recent: Frame[] = [];
  const inTurn = createTurns();

  function isToKeep(seq: number): boolean {
    return seq % spacing === 0 && !frames.some((frame) => frame.seq === seq);
  }

  function keep(frame: Frame): void {
    frames.push(frame);
    if (frames.length <= MOST_FRAMES) return;
    spacing *= 2;
    frames = frames.filter(({ seq }) => seq % spacing === 0);
  }

  function remember(frame: Frame): void {
    recent = [frame, ...recent.filter(({ seq }) => seq !== frame.seq)].slice(0, MOST_RECENT);
  }

  /** The nearest frame at or before `seq`. */
  function nearest(seq: number): Frame {
    const given = known?.(seq) ?? null;
    let best: Frame | null = null;
    for (const frame of [...frames, ...recent]) if (frame.seq <= seq && (best === null || frame.seq > best.seq)) best = frame;
    if (best !== null && (given === null || given.seq <= best.seq)) return best;
    const first = given ?? { seq: 0, state: emptyState };
    return { ...first, view: viewOf(first.state, null, DAWN) };
  }

  async function reach(seq: number): Promise<Frame> {
    let frame = nearest(seq);
    let { seq: reached, state } = frame;
    let restedMs = monoMs();
    while (reached < seq) {
      const next = Math.min(seq, (Math.floor(reached / SPACING) + 1) * SPACING);
      state = evolveAll(
        state,
        between(reached, next).map(({ event }) => event),
      );
      reached = next;
      // A view costs far more than the events on the way to it: only frames that stay get one.
      if (reached === seq || isToKeep(reached)) frame = { seq: reached, state, view: viewOf(state, frame.view, DAWN) };
      if (isToKeep(reached)) keep(frame);
      if (monoMs() - restedMs < STEP_MS) continue;
      await nextTurn();
      restedMs = monoMs();
    }
    remember(frame);
    return frame;
  }

  return {
    // The second finds the frames that the first has made.
    at: (seq) => inTurn(() => reach(seq)),
  };
}

/** The frame as it was shown at `at`. */
export function shownAt(frame: Frame, at: Instant): DomainView {
  return viewOf(frame.state, frame.view, at);
}
