import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createFifo } from './fifo';

test('it behaves as an array that is pushed and shifted', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -3, max: 9 }), { maxLength: 3_000 }), (steps) => {
      const fifo = createFifo<number>();
      const model: number[] = [];
      for (const step of steps) {
        if (step >= 0) {
          fifo.push(step);
          model.push(step);
        } else expect(fifo.shift()).toBe(model.shift());
      }
      while (model.length > 0) expect(fifo.shift()).toBe(model.shift());
      expect(fifo.shift()).toBeUndefined();
    }),
    { numRuns: 30 },
  );
});
