import { type Instant, msOf } from '../../primitives';
import type { Silence } from '../silence';
import type { Turn } from '../turn';
import type { AlertWorld } from '../world';
import { type CompiledAlerting, type CompiledWindow, compiledOf, silenceTest } from './compiled';
import type { SubjectTest } from './labels-of';
import { stateOf } from './silence-state';
import { type Occurrence, occurrenceNow } from './windows';

export interface LiveSilence {
  readonly silence: Silence;
  readonly test: SubjectTest;
}

export interface LiveWindow extends CompiledWindow {
  readonly occurrence: Occurrence;
}

/** What keeps alerts quiet at the moment of a turn, and what will: looked up once a turn. */
export interface QuietScene {
  readonly compiled: CompiledAlerting;
  readonly active: readonly LiveSilence[];
  readonly pending: readonly LiveSilence[];
  readonly open: readonly LiveWindow[];
  readonly coming: readonly LiveWindow[];
}

const scenes = new WeakMap<Turn, QuietScene>();

export function quietScene(turn: Turn, { now, alerting }: Pick<AlertWorld, 'now' | 'alerting'>): QuietScene {
  const held = scenes.get(turn);
  if (held !== undefined) return held;
  const silences = [...turn.silences()].map((silence) => ({ silence, test: silenceTest(silence), state: stateOf(silence, now) }));
  const compiled = compiledOf(alerting);
  const windows = compiled.windows.flatMap((window) => {
    const occurrence = occurrenceNow(window.window, msOf(now));
    return occurrence === null ? [] : [{ ...window, occurrence }];
  });
  const scene: QuietScene = {
    compiled,
    active: silences.filter(({ state }) => state === 'active').sort(lastFirst),
    pending: silences.filter(({ state }) => state === 'pending'),
    open: windows.filter(({ occurrence }) => occurrence.from <= now),
    coming: windows.filter(({ occurrence }) => occurrence.from > now),
  };
  scenes.set(turn, scene);
  return scene;
}

/** Of several silences the one that ends last is said, so that nothing is let go between them. */
function lastFirst(one: LiveSilence, other: LiveSilence): number {
  return one.silence.endsAt < other.silence.endsAt ? 1 : -1;
}

/** The earlier of two moments; null is never. */
export function earlier(one: Instant | null, other: Instant | null): Instant | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
}
