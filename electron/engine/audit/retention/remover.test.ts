import { expect, test } from 'vitest';
import { AuditEntry } from '../../../../shared/domain/audit/audit-entry';
import { AuditSettings } from '../../../../shared/domain/audit/audit-settings';
import type { ConsoleEvent } from '../../../../shared/domain/events';
import { ExecutionId } from '../../../../shared/domain/primitives';
import { err, ok } from '../../../../shared/lib/result';
import type { Actor } from '../../ports';
import { anEngine, type TestEngine } from '../../testing/an-engine';
import { fromBase64Of } from '../core/base64';
import { leafHash } from '../core/hash';
import { verifyInclusion } from '../core/verify-proofs';

const admin: Actor = { id: 'os:dana', role: 'admin', host: 'headless' };
const DAY_S = 86_400;

async function aLog(settings: object): Promise<TestEngine> {
  const running = await anEngine();
  const { audit } = running.engine.inside;
  await audit.ready;
  const replaced = await audit.settings.replace(AuditSettings.parse(settings), null, admin);
  if (!replaced.ok) throw new Error(replaced.error.message);
  return running;
}

function jump({ engine, ports }: TestEngine, ...events: Partial<Extract<ConsoleEvent, { type: 'clock.changed' }>>[]): void {
  for (const event of events)
    engine.commit([{ type: 'clock.changed', at: ports.clock.now(), sessionId: 'ses_1', jumpSeconds: 1, ...event }]);
}

function told({ engine, ports }: TestEngine, destination: string): void {
  engine.commit([
    {
      type: 'command.requested',
      at: ports.clock.now(),
      commandId: 'c',
      command: 'x',
      executionId: ExecutionId.parse('exe-1'),
      contextId: null,
      actor: destination,
      note: null,
    },
  ]);
}

function withoutText({ engine }: TestEngine): number[] {
  return engine.inside.audit.tables.entries(0, 1_000).flatMap(({ seq, bytes }) => (bytes.length === 0 ? [seq] : []));
}

function kindAt({ engine }: TestEngine, kind: string): number[] {
  return engine.inside.audit.tables.entries(0, 1_000).flatMap((entry) => (entry.kind === kind ? [entry.seq] : []));
}

const policy = { policyId: 'p', name: 'Clock', kinds: ['clock.'], keepDays: 30, approvedBy: 'CISO', enabled: false };

test('what is old enough goes when it was recorded, signed and anchored; the tree and its proofs stay', async () => {
  const running = await aLog({ retention: [policy] });
  const { audit } = running.engine.inside;
  const order: string[] = [];
  audit.onHead(({ size }) => order.push(`signed ${size}`));
  audit.plugWitnesses({
    statuses: () => [],
    anchor: async () => {
      order.push(`anchored ${audit.head()?.size}, ${withoutText(running).length} gone`);
      return ok(null);
    },
  });
  jump(running, {}, {});
  const old = kindAt(running, 'clock.changed');
  running.ports.time.jumpWall(31 * DAY_S);
  jump(running, {});
  await running.ports.time.advance(4_000);
  expect(await audit.remove('p', null)).toMatchObject({ ok: true, value: { entries: 2, held: 0, done: false } });
  expect(withoutText(running)).toEqual([]);
  order.length = 0;
  expect(await audit.remove('p', { reason: 'yearly', actor: admin })).toMatchObject({
    ok: true,
    value: { entries: 2, done: true },
  });
  const size = audit.tables.size();
  expect(order).toEqual([`signed ${size}`, `anchored ${size}, 0 gone`]);
  expect(withoutText(running)).toEqual(old);
  const [removal] = audit.tables
    .ofKind('audit.removed', 0, 10)
    .map(({ bytes }) => AuditEntry.parse(JSON.parse(Buffer.from(bytes).toString())));
  expect(removal?.data).toMatchObject({ policy: 'p', ranges: [[old[0], old[1]]], approvedBy: 'os:dana', reason: 'yearly' });
  const proof = audit.proof(old[0] ?? -1);
  if (!proof.ok) throw new Error(proof.error.message);
  const path = proof.value.path.map((hash) => fromBase64Of(32, hash) ?? Buffer.alloc(0));
  const leaf = fromBase64Of(32, proof.value.leafHash ?? '') ?? leafHash(Buffer.alloc(0));
  expect(verifyInclusion(leaf, old[0] ?? -1, size, path, audit.tables.tree.root()).ok).toBe(true);
  await running.ports.time.advance(10_000);
  const done = audit.verify(admin);
  await running.ports.time.advance(1_000);
  await done;
  expect(audit.status().verification.state).toBe('verified');
  expect(await audit.remove('p', { reason: null, actor: admin })).toMatchObject({ value: { entries: 0 } });
});

test('without an anchor nothing goes', async () => {
  const running = await aLog({ retention: [policy] });
  const { audit } = running.engine.inside;
  audit.plugWitnesses({ statuses: () => [], anchor: async () => err('The folder is not there.') });
  jump(running, {});
  running.ports.time.jumpWall(31 * DAY_S);
  const removed = await audit.remove('p', { reason: null, actor: admin });
  expect(removed).toEqual({
    ok: false,
    error: { code: 'not-anchored', message: 'The folder is not there. Nothing was removed.' },
  });
  expect(withoutText(running)).toEqual([]);
});

test('a legal hold keeps what it names: an execution, a period, or all', async () => {
  const hold = { holdId: 'h', reason: 'a claim', placedBy: 'Counsel' };
  const running = await aLog({ retention: [{ ...policy, kinds: [] }], holds: [{ ...hold, executionId: 'exe-1' }] });
  const { audit } = running.engine.inside;
  told(running, 'os:dana');
  jump(running, {});
  running.ports.time.jumpWall(31 * DAY_S);
  await audit.remove('p', { reason: null, actor: admin });
  // The entry that tells of the hold names the execution, too.
  const [asked] = kindAt(running, 'command.requested');
  expect(withoutText(running)).not.toContain(asked);
  expect(withoutText(running)).toEqual(expect.arrayContaining(kindAt(running, 'clock.changed')));
  const before = withoutText(running).length;
  const isWritten = await audit.settings.replace(
    { retention: [{ ...policy, kinds: [] }], holds: [{ ...hold, from: '2000-01-01T00:00:00.000Z', to: null }] },
    null,
    admin,
  );
  expect(isWritten.ok).toBe(true);
  expect(await audit.remove('p', { reason: null, actor: admin })).toMatchObject({ value: { entries: 0, held: 2 } });
  expect(withoutText(running)).toHaveLength(before);
});

test('what the log says of itself is never removed', async () => {
  const running = await aLog({
    retention: [
      { ...policy, kinds: [] },
      { ...policy, policyId: 'q', kinds: ['audit.'] },
    ],
  });
  running.ports.time.jumpWall(31 * DAY_S);
  const { audit } = running.engine.inside;
  for (const id of ['p', 'q', 'p']) await audit.remove(id, { reason: null, actor: admin });
  const gone = new Set(withoutText(running));
  for (const { seq, kind } of audit.tables.entries(0, 100))
    expect([kind, gone.has(seq) && kind.startsWith('audit.')]).toEqual([kind, false]);
});

test('a policy that is switched on is carried out by itself, once a day', async () => {
  const running = await aLog({ retention: [{ ...policy, enabled: true }] });
  jump(running, {});
  const [old] = kindAt(running, 'clock.changed');
  await running.ports.time.advance(9 * 60_000);
  running.ports.time.jumpWall(31 * DAY_S);
  expect(withoutText(running)).toEqual([]);
  await running.ports.time.advance(2 * 60_000);
  expect(withoutText(running)).toEqual([old]);
  expect(await running.engine.inside.audit.remove('none', null)).toMatchObject({ ok: false, error: { code: 'unknown' } });
});

test('a person is erased from what was sealed, wherever it stands; entries and tree stay, and who asked is recorded', async () => {
  const running = await aLog({});
  const { audit } = running.engine.inside;
  for (const address of ['Dana@Example.com', 'dana@example.com', 'jordana@example.com']) told(running, address);
  const root = audit.tables.tree.root().toString('hex');
  const [first = -1] = kindAt(running, 'command.requested');
  expect(audit.tables.sealed.between(first, first).map(({ pointer, value }) => [pointer, value])).toEqual([
    ['/data/actor', '"Dana@Example.com"'],
  ]);
  expect(Buffer.from(audit.tables.entries(first, 1)[0]?.bytes ?? []).toString()).not.toContain('xample.com');
  expect(audit.erase('dana@example.com', null)).toEqual({ ok: true, value: { values: 2, entries: 2, done: false } });
  expect(audit.tables.tree.root().toString('hex')).toBe(root);
  expect(audit.erase('dana@example.com', { reason: 'asked to', actor: admin })).toMatchObject({
    value: { values: 2, done: true },
  });
  expect(audit.tables.sealed.between(0, 1_000).map(({ value }) => value)).toEqual(['"jordana@example.com"']);
  const [erased] = audit.tables.ofKind('audit.erased', 0, 10).map(({ bytes }) => Buffer.from(bytes).toString());
  expect(erased).toContain('"values":2');
  expect(erased).not.toContain('dana@example.com');
});
