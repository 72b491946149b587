import type { Detector } from '../../../../shared/domain/detection/detector';
import type { DetectorMaker } from '../worker/detector-maker';

/** Values before it judges. */
export const PLAIN_LEARNS = 10;

/**
 * A detector whose readings a test can foretell: what lies outside all of the first ten values is off, for ever. Its whole memory is
 * the number of values and their range.
 */
export const plainMaker: DetectorMaker = {
  open: () => detectorFrom(new Float64Array([0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN])),
  restore: ({ version, bytes }) =>
    version === 7 ? detectorFrom(new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length))) : null,
};

function detectorFrom(memory: Float64Array): Detector {
  return {
    observe(atMs, value) {
      const [seen = 0, low = 0, high = 0, since = Number.NaN] = memory;
      memory[0] = seen + 1;
      if (seen < PLAIN_LEARNS) {
        memory[1] = Math.min(low, value);
        memory[2] = Math.max(high, value);
        return { atMs, value, score: 0, isLearning: true, expected: null, aspect: null, sinceMs: null };
      }
      const isOff = value < low || value > high;
      memory[3] = isOff ? (Number.isNaN(since) ? atMs : since) : Number.NaN;
      return {
        atMs,
        value,
        score: isOff ? 0.95 : 0.1,
        isLearning: false,
        expected: { low, high },
        aspect: isOff ? 'level' : null,
        sinceMs: isOff ? (memory[3] ?? null) : null,
      };
    },
    save: () => ({ version: 7, bytes: new Uint8Array(memory.slice().buffer) }),
  };
}
