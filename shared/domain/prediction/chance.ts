/** A stream of numbers in [0, 1) that follows from its seed alone: the same execution is foreseen alike by everybody who asks. */
export type Draw = () => number;

/** Mulberry32 over the FNV-1a hash of `seed`: small, quick, and good enough for a few thousand draws. */
export function drawsFrom(seed: string): Draw {
  let state = 0x811c9dc5;
  for (let index = 0; index < seed.length; index += 1) state = Math.imul(state ^ seed.charCodeAt(index), 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
