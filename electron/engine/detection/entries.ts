import { ENTRY } from './worker/messages';

/** Entries of a batch as they grow: series, moment, value. */
export interface Entries {
  add(index: number, atMs: number, value: number): void;
  size(): number;
  /** All of them, and begins anew; null where there is none. */
  take(): Float64Array | null;
}

export function createEntries(): Entries {
  let room = new Float64Array(1_024 * ENTRY);
  let used = 0;

  return {
    add(index, atMs, value) {
      if (used + ENTRY > room.length) {
        const larger = new Float64Array(room.length * 2);
        larger.set(room);
        room = larger;
      }
      room[used] = index;
      room[used + 1] = atMs;
      room[used + 2] = value;
      used += ENTRY;
    },
    size: () => used / ENTRY,
    take() {
      if (used === 0) return null;
      const all = room.slice(0, used);
      used = 0;
      return all;
    },
  };
}
