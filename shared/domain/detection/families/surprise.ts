import type { Band } from '../detector';
import type { Memory } from './memory';
import { openNovelty } from './novelty';
import { UTMOST } from './value-grid';

/** Values over which the level and the lasting surprise are smoothed: two hours of values every five minutes. */
const SMOOTHED = 24;
/** Values over which the level it is held against is smoothed: a day of values every five minutes. */
const USUAL = 288;

const SEEN = 0;
const LEVEL = 1;
const USUAL_LEVEL = 2;
const REGISTERS = 3;

/** How strange the newest value is, in bits, by three looks at the same series; `bits` is the greatest of them. */
export interface Surprise {
  readonly bits: number;
  /** The value itself came seldom before, over all and at this time of day. */
  readonly value: number;
  /** The level of the last values stands to that of a day as it seldom stood. */
  readonly drift: number;
  /** Values have been a little strange for longer than they ever were. */
  readonly lasting: number;
}

export interface SurpriseFamily {
  /** @param value what is not finite is not learned from and surprises no one */
  observe(atMs: number, value: number): Surprise;
  /** Where a value of this moment is expected by all before it; null where nothing is known. */
  expectedAt(atMs: number): Band | null;
  /** All it knows, to be copied out and in. */
  readonly memory: Memory;
}

const unsurprised: Surprise = { bits: 0, value: 0, drift: 0, lasting: 0 };

/** A series judged by what never or seldom came before; see build/docs/detection.md for figures. Nothing random, nothing but the past, about 20 kB. */
export function openSurprise(): SurpriseFamily {
  const ofValue = openNovelty(true);
  const ofDrift = openNovelty(true);
  const ofBits = openNovelty(false);
  const registers = new Float64Array(REGISTERS);
  const recent = new Float64Array(SMOOTHED);
  const memory = [registers, recent, ...ofValue.memory, ...ofDrift.memory, ...ofBits.memory];

  /** A mean that begins as the plain one and then forgets. */
  function smooth(at: number, given: number, over: number): number {
    const before = registers[at] ?? 0;
    const after = before + (given - before) / Math.min(registers[SEEN] ?? 1, over);
    registers[at] = after;
    return after;
  }

  /** The mean surprise of the last values, this one included. */
  function lastingWith(bits: number, seen: number): number {
    recent[(seen - 1) % SMOOTHED] = bits;
    let sum = 0;
    for (let at = 0; at < SMOOTHED; at++) sum += recent[at] ?? 0;
    return sum / Math.min(seen, SMOOTHED);
  }

  return {
    observe: (atMs, given) => {
      if (!Number.isFinite(given) || !Number.isFinite(atMs)) return unsurprised;
      const bounded = Math.max(-UTMOST, Math.min(UTMOST, given));
      const seen = (registers[SEEN] ?? 0) + 1;
      registers[SEEN] = seen;
      const value = ofValue.observe(atMs, given);
      const drift = ofDrift.observe(atMs, smooth(LEVEL, bounded, SMOOTHED) - smooth(USUAL_LEVEL, bounded, USUAL));
      const lasting = ofBits.observe(atMs, lastingWith(value, seen));
      return { bits: Math.max(value, drift, lasting), value, drift, lasting };
    },
    expectedAt: ofValue.expectedAt,
    memory,
  };
}
