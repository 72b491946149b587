import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ConsoleEvent } from '../../events';
import type { Severity } from '../../notice';
import { type Instant, instantOf, msOf } from '../../primitives';
import { t } from '../../testing/facts';
import { createBook } from '../book';
import { aConsole } from '../testing/a-console';

interface Said {
  readonly key: string;
  readonly minute: number;
  readonly labels: Readonly<Record<string, string>>;
}

const start = t('09:00:00');

function ruleSays({ key, minute, labels }: Said): ConsoleEvent {
  const at = instantOf(msOf(start) + minute * 60_000);
  const severity: Severity = 'HIGH';
  return {
    at,
    type: 'rule.state-changed',
    ruleId: 'r',
    ruleName: 'r',
    fingerprint: `rule:r:${key}`,
    labels: { ...labels },
    from: 'OK',
    to: 'ALARM',
    severity,
    title: 'Something is wrong',
    summary: '',
    nextStep: '',
    value: null,
    threshold: null,
    policyId: null,
    runbookId: null,
    quietMinutes: null,
    quietOnAcknowledgement: true,
  };
}

/** Which alerts are together, whatever their incidents are called. */
function partition(console: ReturnType<typeof aConsole>): string {
  const groups = console.incidents().map((incident) =>
    console
      .alertsOf(incident)
      .map(({ fingerprint }) => fingerprint)
      .sort(),
  );
  return JSON.stringify(groups.map((group) => group.join()).sort());
}

const label = fc.constantFrom('a', 'b', 'c', 'd');
const said = fc.uniqueArray(
  fc.record({
    key: fc.string({ minLength: 1, maxLength: 4 }),
    minute: fc.integer({ min: 0, max: 40 }),
    labels: fc.record({ server: label, subnet: label }, { requiredKeys: [] }),
  }),
  { minLength: 1, maxLength: 14, selector: ({ key }) => key },
);

describe('what is one incident', () => {
  test('does not depend on the order within a commit', () => {
    const order = said.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray([...list], { minLength: list.length, maxLength: list.length })),
    );
    fc.assert(
      fc.property(order, ([one, other]) => {
        const now: Instant = t('09:40:00');
        const [first, second] = [aConsole(), aConsole()];
        first.seesTogether(one.map(ruleSays), now);
        second.seesTogether(other.map(ruleSays), now);
        expect(partition(second)).toBe(partition(first));
      }),
      { numRuns: 60 },
    );
  });

  test('is the same after a restart, and every alert has exactly one', () => {
    fc.assert(
      fc.property(said, fc.nat(13), (list, cut) => {
        const sorted = [...list].sort((one, other) => one.minute - other.minute);
        const [through, restarted] = [aConsole(), aConsole()];
        for (const console of [through, restarted]) {
          for (const [index, one] of sorted.entries()) {
            if (console === restarted && index === cut) console.restarts();
            console.sees([ruleSays(one)]);
          }
        }
        expect(partition(restarted)).toBe(partition(through));
        const all = through.incidents().flatMap((incident) => through.alertsOf(incident));
        expect(all.map(({ fingerprint }) => fingerprint).sort()).toEqual(list.map(({ key }) => `rule:r:${key}`).sort());
        for (const incident of through.incidents()) expect(incident.alerts).toBe(through.alertsOf(incident).length);
      }),
      { numRuns: 50 },
    );
  });

  test('is never made of labels that are missing', () => {
    const console = aConsole();
    console.seesTogether(
      Array.from({ length: 20 }, (_, key) => ruleSays({ key: `k${key}`, minute: 0, labels: {} })),
      t('09:00:00'),
    );
    expect(console.incidents()).toHaveLength(20);
  });

  test('a book of everything that was recorded knows every incident alike', () => {
    const console = aConsole();
    for (const minute of [0, 5, 10]) console.sees([ruleSays({ key: `${minute}`, minute, labels: { server: 'a' } })]);
    const again = createBook();
    for (const event of console.recorded) again.apply(event);
    expect(console.incidents()).toHaveLength(1);
    expect([...again.incidents()]).toEqual([...console.book.incidents()]);
  });
});
