import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evolve } from '../evolve/evolve';
import { instantOf } from '../primitives';
import type { DomainView } from '../reconcile/domain-view';
import { viewOf } from '../reconcile/view-of';
import { emptyState } from '../state';
import { aServer, opening, serverSeen } from '../testing/facts';
import { marksOfUse, quotaPlaces, quotaWorldOf } from './quota-use';

const change = fc.record({
  server: fc.constantFrom('d01', 'd02', 'a01', 'a02', 'w01'),
  replicationState: fc.constantFrom('CONTINUOUS', 'STALLED', 'DISCONNECTED'),
  lagSeconds: fc.integer({ min: 0, max: 3 }),
  accountId: fc.constantFrom('444455556666', '777788889999'),
});

/** The same, counted from nothing. */
function counted(view: DomainView): Record<string, readonly string[]> {
  const all = Object.values(view.servers);
  const statesIn = (account: string) => all.filter((one) => one.accountId === account).map((one) => one.replicationState);
  return Object.fromEntries(all.map(({ accountId }) => [accountId, statesIn(accountId).sort()]));
}

test('counting on from the last count comes to the same as counting anew; only what is counted makes another count', () => {
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 15 }), (changes) => {
      let state = opening('08:59:00').reduce(evolve, emptyState);
      let view = viewOf(state, null, instantOf(0));
      let before = { counts: counted(view), marks: marksOfUse(view) };
      for (const [index, { server, ...fact }] of changes.entries()) {
        const at = `09:00:${String(index).padStart(2, '0')}`;
        state = evolve(state, serverSeen(at, aServer(server, fact)));
        view = viewOf(state, view, instantOf(0));
        const counts = counted(view);
        const found = quotaPlaces(view).flatMap((place) => {
          const { replicationStates } = quotaWorldOf(place, view, {});
          return replicationStates.length === 0 ? [] : [[place.accountId, [...replicationStates].sort()]];
        });
        expect(Object.fromEntries(found)).toEqual(counts);
        const marks = marksOfUse(view);
        const isMarked = marks.every((mark, place) => mark === before.marks[place]);
        if (isMarked) expect(counts).toEqual(before.counts);
        before = { counts, marks };
      }
    }),
    { numRuns: 60 },
  );
});
