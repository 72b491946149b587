import { createHash } from 'node:crypto';
import type { Chance } from './world';

/**
 * Chance that repeats itself: the same seed draws the same sequence.
 *
 * Give each part of the simulator its own seed (`seededChance(`${seed}:wire`)`), so that a console that calls more often
 * does not change what the platform draws.
 */
export function seededChance(seed: string | number): Chance {
  const unit = mulberry(createHash('sha256').update(String(seed)).digest().readUInt32LE(0));
  const hex = (length: number): string => {
    let digits = '';
    while (digits.length < length) digits += Math.floor(unit() * 16).toString(16);
    return digits;
  };
  return { unit, hex, uuid: () => uuidFrom(hex) };
}

function uuidFrom(hex: (length: number) => string): string {
  const variant = (8 + (Number.parseInt(hex(1), 16) % 4)).toString(16);
  return `${hex(8)}-${hex(4)}-4${hex(3)}-${variant}${hex(3)}-${hex(12)}`;
}

/** Mulberry32: 32 bits of state, good enough spread for a simulation and not for secrets. */
function mulberry(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
