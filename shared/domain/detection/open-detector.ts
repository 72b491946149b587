import { openAspects } from './aspects';
import type { Band, Detector, DetectorState, Reading } from './detector';
import { type Memory, pack, sizeOf, unpack } from './families/memory';
import { openSurprise } from './families/surprise';
import { openRarity } from './rarity';

/** At and above it a reading is worth telling: the same on every series. */
export const DEFAULT_THRESHOLD = 0.9;

/** Of another version a memory cannot be taken over. */
const VERSION = 1;
/** Rarity at the threshold, in bits. */
const TELLING_BITS = 8;
/** A series of 1,000 to 2,000 values has hardly more to show than the lower one, less what it is used to; between the two all count as the lower one. */
const EQUAL_FROM_BITS = 9;
const EQUAL_TO_BITS = 11;
/** What is stranger counts so much less, so that each step of feedback (one bit) makes findings rarer. */
const BEYOND_LESS_BITS = 1;
/** Values before which nothing is told: half a day of values every five minutes. */
export const LEARNING_ROWS = 150;
/** A value that came without a moment, before any other. */
const NO_MOMENT = 0;

const SEEN = 0;
const NEWEST_MS = 1;
const REGISTERS = 2;

interface Parts {
  readonly detector: Detector;
  readonly memory: Memory;
}

/** Watches one series from its first value on. Nothing in it is left to chance. */
export function openDetector(): Detector {
  return build().detector;
}

/** Goes on where `save` was called; null for a memory of another version of the method, whose series is learned anew. */
export function restoreDetector({ version, bytes }: DetectorState): Detector | null {
  const { detector, memory } = build();
  return version === VERSION && unpack(bytes, memory) ? detector : null;
}

/** Bytes that one series takes, the same from its first value on. */
export function detectorBytes(): number {
  return sizeOf(build().memory);
}

/**
 * What is told with this rarity stands so near to 1: the half of what is left comes half as often. What a long series can show and a short one cannot does not
 * decide, so that scores mean the same on both.
 *
 * @param bits 0 and more
 */
export function scoreOf(bits: number): number {
  return Math.max(0, 1 - (1 - DEFAULT_THRESHOLD) * 2 ** (TELLING_BITS - comparable(bits)));
}

function comparable(bits: number): number {
  if (bits < EQUAL_FROM_BITS) return bits;
  return bits < EQUAL_TO_BITS ? EQUAL_FROM_BITS : bits - BEYOND_LESS_BITS;
}

function build(): Parts {
  const surprise = openSurprise();
  const rarity = openRarity();
  const aspects = openAspects();
  const registers = new Float64Array(REGISTERS).fill(Number.NEGATIVE_INFINITY, NEWEST_MS);
  const memory = [registers, ...surprise.memory, ...rarity.memory, ...aspects.memory];

  /** The newest moment so far: time that goes back stands still. */
  function momentOf(atMs: number): number {
    const newest = registers[NEWEST_MS] ?? NO_MOMENT;
    const moment = Number.isFinite(atMs) ? Math.max(newest, atMs) : newest;
    return Number.isFinite(moment) ? moment : NO_MOMENT;
  }

  function observe(givenMs: number, value: number): Reading {
    const atMs = momentOf(givenMs);
    // A clock set back, as by the end of summer time, still tells the time of day.
    const clockMs = Number.isFinite(givenMs) ? givenMs : atMs;
    const expected = surprise.expectedAt(clockMs);
    const seen = registers[SEEN] ?? 0;
    const isLearning = seen < LEARNING_ROWS;
    if (!Number.isFinite(value)) return { atMs, value, score: 0, isLearning, expected, aspect: null, sinceMs: null };
    registers[SEEN] = seen + 1;
    registers[NEWEST_MS] = atMs;
    const surprised = surprise.observe(clockMs, value);
    const bits = rarity.observe(surprised.bits);
    const off = aspects.observe(atMs, value, surprised, isWithin(value, expected));
    return { atMs, value, score: isLearning ? 0 : scoreOf(bits), isLearning, expected, ...off };
  }

  return { memory, detector: { observe, save: () => ({ version: VERSION, bytes: pack(memory) }) } };
}

function isWithin(value: number, band: Band | null): boolean {
  return band === null || (value >= band.low && value <= band.high);
}
