import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ConsoleEvent } from '../../../shared/domain/events';
import type { Carrier } from '../../../shared/domain/notifications/delivery';
import { endStates } from '../../../shared/domain/notifications/delivery';
import { aFolder } from '../testing/a-folder';
import { at } from '../testing/events';
import { fakePorts } from '../testing/fakes';
import { ManualTime, settle } from '../testing/manual-clock';
import { aNotification, anOutbox, answer, raised, type Sent, type TestOutbox } from './testing/an-outbox';

/** What happens to a console and its receivers, in any order. */
type Step =
  | { readonly do: 'raise'; readonly thread: number; readonly carrier: Carrier; readonly to: string }
  | { readonly do: 'pass'; readonly ms: number }
  /** The process dies after so many turns of its loop: between any two steps. */
  | { readonly do: 'crash'; readonly turns: number };

const carrier = fc.constantFrom<Carrier>('webhook', 'email-smtp', 'pagerduty', 'slack-webhook');

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant('raise' as const), thread: fc.nat(2), carrier, to: fc.constantFrom('one', 'two') }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('pass' as const), ms: fc.constantFrom(5, 800, 20_000) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('crash' as const), turns: fc.nat(12) }) },
);

const outcomes = fc.array(fc.constantFrom('accepted', 'delivered', 'transient', 'ambiguous', 'throttled', 'permanent', 'hang'), {
  minLength: 1,
  maxLength: 30,
});

const dedupers: readonly Carrier[] = ['webhook', 'pagerduty'];

test('whatever fails and whenever it dies: nothing is lost, repeats only where nobody can know, order is kept', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), outcomes, async (steps, script) => {
      const dataDir = aFolder();
      const time = new ManualTime();
      const sent: Sent[] = [];
      const told: { readonly deliveryId: string; readonly outcome: string }[] = [];
      const decided: string[] = [];
      let turn = 0;
      let isCalm = false;

      function open(): TestOutbox {
        return anOutbox({
          dataDir,
          ports: fakePorts({ time }),
          deduplicates: dedupers,
          defaults: { Digest: { Enabled: false } },
          script: async (job) => {
            sent.push({ ...job.delivery, attempt: job.attempt, text: '', thread: null });
            const said = isCalm ? 'accepted' : (script[turn++ % script.length] ?? 'accepted');
            told.push({ deliveryId: job.delivery.deliveryId, outcome: said });
            // Heard by the receiver, but its answer never comes.
            if (said === 'hang') return new Promise(() => undefined);
            await new Promise<void>((resolve) => setImmediate(resolve));
            return answer(said, said === 'throttled' ? { retryAfterSeconds: 3 } : {});
          },
        });
      }

      let box = open();
      for (const [n, one] of steps.entries()) {
        if (one.do === 'pass') await time.advance(one.ms);
        else if (one.do === 'raise') {
          const event: ConsoleEvent = raised(aNotification(`e${n}`, { threadKey: `t${one.thread}` }), [one.to], {
            carrier: one.carrier,
            expiresAt: at(10_000_000),
          });
          box.commit(event);
          decided.push(`dlv-e${n}-${one.to}-0`);
        } else {
          for (let turns = 0; turns < one.turns; turns += 1) await new Promise<void>((resolve) => setImmediate(resolve));
          box.crash();
          box = open();
        }
      }
      // One more crash ends what hangs; then receivers are well, and breakers have time to try again.
      await settle();
      box.crash();
      isCalm = true;
      box = open();
      for (let n = 0; n < 40; n += 1) await time.advance(60_000);

      const ends = decided.map((deliveryId) => box.outbox.get(deliveryId));
      const lost = ends.filter((end) => end === null || !endStates.includes(end.state));
      expect(lost).toEqual([]);
      for (const end of ends) {
        if (end === null) continue;
        const heard = told.filter(({ deliveryId }) => deliveryId === end.deliveryId);
        const taken = heard.filter(({ outcome }) => outcome === 'accepted' || outcome === 'delivered').length;
        const unknown = end.attemptLog.filter(({ outcome }) => outcome === 'ambiguous').length;
        const isTaken = end.state === 'accepted' || end.state === 'delivered';
        // Taken once, but where an answer was lost; and what was taken and answered is never shown as failed.
        if (isTaken) expect(taken).toBeGreaterThanOrEqual(1);
        expect(taken + heard.filter(({ outcome }) => outcome === 'ambiguous' || outcome === 'hang').length).toBeLessThanOrEqual(
          1 + unknown,
        );
        if (!dedupers.includes(end.carrier)) expect(unknown).toBeLessThanOrEqual(2);
        if (end.state === 'failed' && unknown === 0) expect(taken).toBe(0);
        if (end.mayBeRepeat) expect(unknown).toBeGreaterThan(0);
      }
      // In each lane, what was decided first was tried first, and nothing later before it had ended.
      const lanes = new Map<string, string[]>();
      for (const { deliveryId, carrier: by, destination, threadKey } of sent.map((one) => ({
        ...one,
        threadKey: threadOf(one.eventId),
      }))) {
        const lane = `${by}|${destination}|${threadKey}`;
        const order = lanes.get(lane) ?? [];
        lanes.set(lane, order);
        if (order.at(-1) !== deliveryId) order.push(deliveryId);
      }
      for (const order of lanes.values()) {
        expect(new Set(order).size).toBe(order.length);
        expect(order).toEqual([...order].sort((a, b) => decided.indexOf(a) - decided.indexOf(b)));
      }
      box.crash();

      function threadOf(eventId: string): string {
        const raisedBy = steps[Number(eventId.slice(1))];
        return raisedBy?.do === 'raise' ? `t${raisedBy.thread}` : '';
      }
    }),
    { numRuns: 150 },
  );
}, 240_000);
