import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changedKeys } from './changed-keys';
import { batching, copying, type Records } from './evolve/records';

type Numbers = Readonly<Record<string, number>>;
const key = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const act = fc.record({ key, value: fc.option(fc.nat(3), { nil: null }), batch: fc.boolean() });

function done(records: Records, record: Numbers, { key: at, value }: { key: string; value: number | null }): Numbers {
  return value === null ? records.remove(record, at) : records.put(record, at, value);
}

test('what the notes say is what comparing everything says, between any two of a family', () => {
  fc.assert(
    fc.property(fc.array(act, { minLength: 1, maxLength: 60 }), fc.nat(), fc.nat(), (acts, one, other) => {
      const family: Numbers[] = [{ a: 1, z: 2 }];
      let batch: { records: Records; record: Numbers } | null = null;
      for (const each of acts) {
        const last = family.at(-1) ?? {};
        if (each.batch) {
          batch ??= { records: batching(), record: last };
          batch.record = done(batch.records, batch.record, each);
          continue;
        }
        if (batch !== null) family.push(batch.record);
        batch = null;
        family.push(done(copying, family.at(-1) ?? {}, each));
      }
      const [before, after] = [family[one % family.length] ?? {}, family[other % family.length] ?? {}];
      const expected = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
        (name) => before[name] !== after[name],
      );
      expect([...changedKeys(before, after)].sort()).toEqual(expected.sort());
    }),
    { numRuns: 500 },
  );
});
