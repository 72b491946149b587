import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { contract } from '../contract/contract';
import { auditKindOf, auditOf } from './audit-kinds';
import { commandAudit } from './command-audit';
import { ConsoleEvent } from './events';
import { defaultTrace, e1Start } from './testing/drill';
import { opening, t } from './testing/facts';
import { play } from './testing/play';

const eventTypes = ConsoleEvent.options.map((option) => option.shape.type.value);
const dotted = /^[a-z][a-z-]*\.[a-z][a-z-]*$/;

/** Paths of the contract's procedures, such as `executions.resume`. */
function leaves(node: unknown, path: readonly string[] = []): string[] {
  if (typeof node !== 'object' || node === null) return [];
  if ('~orpc' in node) return [path.join('.')];
  return Object.entries(node).flatMap(([key, child]) => leaves(child, [...path, key]));
}

test('every event kind has an audit kind, or a reason why it has none', () => {
  expect(Object.keys(auditKindOf).sort()).toEqual([...eventTypes].sort());
  for (const audited of Object.values(auditKindOf)) {
    if ('kind' in audited) expect(audited.kind).toMatch(dotted);
    else expect(audited.none.length).toBeGreaterThan(10);
  }
});

test('every method of the contract has an audit kind, or a reason why it has none', () => {
  const paths = leaves(contract);
  expect(paths.length).toBeGreaterThan(20);
  expect(Object.keys(commandAudit).sort()).toEqual(paths.sort());
});

test('a command has the kind of an event that is audited', () => {
  const kinds = new Set(Object.values(auditKindOf).flatMap((audited) => ('kind' in audited ? [audited.kind] : [])));
  for (const audited of Object.values(commandAudit)) if ('kind' in audited) expect(kinds).toContain(audited.kind);
});

describe('an entry', () => {
  const { journal } = play([...opening('08:59:00'), ...defaultTrace()]);
  const entries = journal.flatMap((event) => auditOf(event) ?? []);

  test('names what became of executions and servers', () => {
    const kinds = new Set(entries.map(({ kind }) => kind));
    for (const kind of [
      'execution.started',
      'execution.failed',
      'execution.paused',
      'execution.resumed',
      'execution.completed',
      'execution.updated',
    ]) {
      expect(kinds).toContain(kind);
    }
    for (const kind of [
      'server.launched',
      'server.launch-failed',
      'wave.started',
      'wave.failed',
      'notice.raised',
      'notice.resolved',
      'session.started',
    ]) {
      expect(kinds).toContain(kind);
    }
    for (const kind of kinds) expect(kind).toMatch(dotted);
  });

  test('is small and plain', () => {
    for (const { data } of entries) {
      expect(JSON.stringify(data).length).toBeLessThan(2000);
      expect(z.json().safeParse(data).success).toBe(true);
      expect(data).toHaveProperty('occurredAt');
    }
  });

  test('never holds what a source answered', () => {
    const [observed] = e1Start();
    expect(observed === undefined ? undefined : auditOf(observed)).toBeNull();
    const other = auditOf({ at: t('09:00:00'), type: 'session.stopped', sessionId: 'ses-1', reason: 'asked to' });
    expect(other).toEqual({
      kind: 'session.stopped',
      data: { occurredAt: t('09:00:00'), sessionId: 'ses-1', reason: 'asked to' },
    });
  });
});
