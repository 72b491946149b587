import { expect, test } from 'vitest';
import { aFinding } from '../detection/testing/a-finding';
import type { ConsoleEvent } from '../events';
import { type Instant, instantOf } from '../primitives';
import { emptyState } from '../state';
import { evolve } from './evolve';
import { MOST_FINDINGS } from './findings';

const minute = (minutes: number): Instant => instantOf(Date.UTC(2026, 2, 14, 9, minutes));
const changed = (at: Instant, findings: readonly ReturnType<typeof aFinding>[]): ConsoleEvent => ({
  type: 'findings.changed',
  at,
  findings: [...findings],
});

test('findings that ended stay for an hour, and one that is judged later does not come back', () => {
  const ended = aFinding({ subject: 'one', endedAt: minute(5), endedBecause: 'It is usual again.' });
  const after = [changed(minute(0), [aFinding({ subject: 'one' })]), changed(minute(5), [ended])].reduce(evolve, emptyState);
  expect(Object.values(after.findings)).toEqual([ended]);
  const later = evolve(after, changed(minute(70), [aFinding({ subject: 'two' })]));
  expect(Object.values(later.findings).map(({ subject }) => subject)).toEqual(['two']);
  expect(evolve(later, changed(minute(80), [ended])).findings).toEqual(later.findings);
});

test('of too many the gravest open ones stay, alerts first', () => {
  const light = Array.from({ length: 2 * MOST_FINDINGS }, (_, index) =>
    aFinding({ subject: `light-${index}`, severity: 'LOW', policy: { alerts: false, why: 'No.' } }),
  );
  const grave = aFinding({ subject: 'grave', severity: 'LOW' });
  const { findings } = evolve(emptyState, changed(minute(0), [grave, ...light]));
  expect(Object.values(findings)).toHaveLength(MOST_FINDINGS);
  expect(Object.values(findings)).toContainEqual(grave);
});
