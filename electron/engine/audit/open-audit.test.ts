import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase } from '../journal/database';
import type { Actor, Secrets } from '../ports';
import { aFolder } from '../testing/a-folder';
import { anEngine } from '../testing/an-engine';
import { fakePorts, memorySecrets } from '../testing/fakes';
import type { AuditHead, RunningAudit } from './audit-api';
import { fromBase64Of } from './core/base64';
import { readCheckpoint } from './core/checkpoint';
import { leafHash } from './core/hash';
import { knownSignatures } from './core/note';
import { rootOf } from './core/tree';
import { verifyConsistency, verifyInclusion } from './core/verify-proofs';
import { parseVerifierKey } from './core/vkey';

const admin: Actor = { id: 'os:dana', role: 'admin', host: 'headless' };
const bytes = (text: string) => fromBase64Of(32, text) ?? Buffer.alloc(0);

function kindsOf(audit: RunningAudit): string[] {
  return audit.tables.entries(0, 1_000).map(({ kind }) => kind);
}

function headOf(audit: RunningAudit): AuditHead {
  const head = audit.head();
  if (head === null) throw new Error('nothing is signed');
  return head;
}

/** Which of the keys signed the note; throws where a signature is wrong. */
function signersOf(note: string, vkeys: readonly string[]): string[] {
  const read = readCheckpoint(Buffer.from(note, 'utf8'));
  if (!read.ok) throw new Error(read.error);
  const keys = vkeys.map((text) => {
    const key = parseVerifierKey(text);
    if (!key.ok) throw new Error(key.error);
    return key.value;
  });
  const signed = knownSignatures(read.value.note, keys);
  if (!signed.ok) throw new Error(signed.error);
  return signed.value.map(({ key }) => key.text);
}

test('a first start begins a log and signs it within seconds; what comes later is signed, too, and at the end', async () => {
  const { engine, ports } = await anEngine();
  const { audit } = engine.inside;
  await audit.ready;
  expect(kindsOf(audit)).toEqual(['session.started', 'audit.began']);
  await ports.time.advance(4_000);
  const first = headOf(audit);
  expect(first.size).toBe(2);
  expect(signersOf(first.note, [first.vkey])).toEqual([first.vkey]);
  engine.commit([{ type: 'clock.changed', at: ports.clock.now(), sessionId: 'ses_1', jumpSeconds: 3 }]);
  await ports.time.advance(4_000);
  const second = headOf(audit);
  expect(second.size).toBe(audit.tables.size());
  const grown = audit.consistency(first.size);
  if (!grown.ok) throw new Error(grown.error.message);
  const roots = [first, second].map(({ rootHex }) => Buffer.from(rootHex, 'hex'));
  const [from = Buffer.alloc(0), to = Buffer.alloc(0)] = roots;
  expect(verifyConsistency(first.size, second.size, grown.value.path.map(bytes), from, to).ok).toBe(true);
  const proof = audit.proof(1);
  if (!proof.ok) throw new Error(proof.error.message);
  const leaf = leafHash(Buffer.from(proof.value.leaf ?? '', 'base64'));
  expect(verifyInclusion(leaf, 1, second.size, proof.value.path.map(bytes), to).ok).toBe(true);
  await engine.stop('test');
  expect(headOf(audit).size).toBe(audit.tables.size());
});

test('a restart goes on with the same log and key, and nothing is to be told', async () => {
  const [dataDir, secrets] = [aFolder(), memorySecrets()];
  const first = await anEngine({ dataDir, ports: fakePorts({ secrets }) });
  await first.engine.stop('test');
  const before = headOf(first.engine.inside.audit);
  const { engine, ports } = await anEngine({ dataDir, ports: fakePorts({ secrets }) });
  const { audit } = engine.inside;
  await audit.ready;
  await ports.time.advance(4_000);
  const after = headOf(audit);
  expect([after.origin, after.vkey]).toEqual([before.origin, before.vkey]);
  expect(after.size).toBe(before.size + 1);
  expect(kindsOf(audit).slice(before.size)).toEqual(['session.started']);
  expect(audit.status().troubles).toEqual([]);
});

test('a journal that was put back as it had been is not signed over: another origin, an entry and a warning that stays', async () => {
  const [dataDir, secrets] = [aFolder(), memorySecrets()];
  const first = await anEngine({ dataDir, ports: fakePorts({ secrets }) });
  await first.ports.time.advance(4_000);
  await first.engine.stop('test');
  const before = headOf(first.engine.inside.audit);
  const database = openDatabase(join(dataDir, 'journal.sqlite'));
  database.exec('DELETE FROM audit WHERE seq >= 2; DELETE FROM audit_checkpoints WHERE size > 2');
  database.close();
  for (const start of ['first', 'second']) {
    const { engine, ports } = await anEngine({ dataDir, ports: fakePorts({ secrets }) });
    const { audit } = engine.inside;
    await audit.ready;
    await ports.time.advance(4_000);
    const after = headOf(audit);
    expect(after.origin).not.toBe(before.origin);
    expect(signersOf(after.note, [before.vkey])).toEqual([]);
    expect(kindsOf(audit)).toContain('audit.rolled-back');
    expect([start, audit.status().troubles.map(({ code }) => code)]).toEqual([start, ['audit.rolled-back']]);
    expect(engine.view().engine.engine?.warnings.map(({ code }) => code)).toContain('audit.rolled-back');
    await engine.stop('test');
  }
});

/** What a power cut would leave of a running console's journal. */
function cutOff(dataDir: string): string {
  const left = aFolder();
  for (const name of ['journal.sqlite', 'journal.sqlite-wal'])
    if (existsSync(join(dataDir, name))) copyFileSync(join(dataDir, name), join(left, name));
  return left;
}

test('entries beyond the newest checkpoint after a crash are kept, told of and signed next', async () => {
  const secrets = memorySecrets();
  const first = await anEngine({ ports: fakePorts({ secrets }) });
  await first.ports.time.advance(4_000);
  const signed = headOf(first.engine.inside.audit).size;
  first.engine.commit([{ type: 'clock.changed', at: first.ports.clock.now(), sessionId: 'ses_1', jumpSeconds: 3 }]);
  const { engine, ports } = await anEngine({ dataDir: cutOff(first.dataDir), ports: fakePorts({ secrets }) });
  const { audit } = engine.inside;
  await audit.ready;
  const [told] = audit.tables.ofKind('audit.recovered', 0, 10).map(({ bytes }) => Buffer.from(bytes).toString());
  expect(JSON.parse(told ?? '{}').data).toMatchObject({ signedSize: signed, foundSize: signed + 1 });
  await ports.time.advance(4_000);
  expect(headOf(audit).size).toBe(audit.tables.size());
  expect(audit.status().troubles).toEqual([]);
});

test('a key change that was cut short is gone on with: both keys sign', async () => {
  const [secrets, kept] = [memorySecrets(), new Map<string, string>()];
  const first = await anEngine({ ports: fakePorts({ secrets }) });
  await first.ports.time.advance(4_000);
  const before = headOf(first.engine.inside.audit);
  kept.set('audit.key', (await secrets.get('audit.key')) ?? '');
  kept.set('audit.head', (await secrets.get('audit.head')) ?? '');
  const noted = memorySecrets(kept);
  // The new key is kept beside the old one; what comes after its entry did not happen any more.
  const cut: Secrets = { ...secrets, set: async (name, value) => (name === 'audit.key' ? undefined : noted.set(name, value)) };
  const second = await anEngine({
    dataDir: first.dataDir,
    ports: fakePorts({ secrets: { ...cut, get: noted.get, remove: async () => undefined } }),
  });
  await second.engine.inside.audit.rotateKey('test', admin);
  const after = headOf(second.engine.inside.audit).vkey;
  const { engine, ports } = await anEngine({ dataDir: cutOff(first.dataDir), ports: fakePorts({ secrets: noted }) });
  await engine.inside.audit.ready;
  await ports.time.advance(4_000);
  const head = headOf(engine.inside.audit);
  expect(head.vkey).toBe(after);
  expect(signersOf(head.note, [before.vkey, after]).sort()).toEqual([before.vkey, after].sort());
  expect(engine.inside.audit.status().troubles).toEqual([]);
  expect(kept.has('audit.key-next')).toBe(false);
});

test('on a full disk nothing of a commit is in the log, and once there is room it goes on from there', async () => {
  const { engine, ports, dataDir } = await anEngine();
  const { audit } = engine.inside;
  await ports.time.advance(4_000);
  const [size, root] = [audit.tables.size(), audit.tables.tree.root().toString('hex')];
  const full = openDatabase(join(dataDir, 'journal.sqlite'), { busyWaitMs: 0 });
  full.exec('BEGIN IMMEDIATE');
  const jump = () => engine.commit([{ type: 'clock.changed', at: ports.clock.now(), sessionId: 'ses_1', jumpSeconds: 3 }]);
  expect(jump().ok).toBe(false);
  expect([audit.tables.size(), audit.tables.tree.root().toString('hex')]).toEqual([size, root]);
  full.exec('ROLLBACK');
  full.close();
  expect(jump().ok).toBe(true);
  await ports.time.advance(4_000);
  expect(headOf(audit).size).toBe(audit.tables.size());
  expect(audit.tables.tree.root().equals(rootOf(audit.tables.entries(0, 100).map(({ leafHash }) => leafHash)))).toBe(true);
}, 20_000);

test('a clock that is set back stops nothing: entries and checkpoints follow, and the change is recorded', async () => {
  const { engine, ports } = await anEngine();
  const { audit } = engine.inside;
  await ports.time.advance(4_000);
  ports.time.jumpWall(-86_400);
  await ports.time.advance(20_000);
  expect(kindsOf(audit)).toContain('clock.changed');
  await ports.time.advance(4_000);
  expect(headOf(audit).size).toBe(audit.tables.size());
});

test('entries that were changed where they lie are not signed over', async () => {
  const [dataDir, secrets] = [aFolder(), memorySecrets()];
  const first = await anEngine({ dataDir, ports: fakePorts({ secrets }) });
  await first.ports.time.advance(4_000);
  await first.engine.stop('test');
  const database = openDatabase(join(dataDir, 'journal.sqlite'));
  database.exec('UPDATE audit SET leaf_hash = zeroblob(32) WHERE seq = 0');
  database.close();
  const { engine } = await anEngine({ dataDir, ports: fakePorts({ secrets }) });
  await engine.inside.audit.ready;
  expect(kindsOf(engine.inside.audit)).toContain('audit.rolled-back');
  expect(engine.inside.audit.head()?.size ?? 0).toBe(0);
});

test('a lost key is replaced, told and warned of; the old one signs nothing any more', async () => {
  const dataDir = aFolder();
  const first = await anEngine({ dataDir });
  await first.engine.stop('test');
  const before = headOf(first.engine.inside.audit);
  const { engine, ports } = await anEngine({ dataDir });
  const { audit } = engine.inside;
  await audit.ready;
  await ports.time.advance(4_000);
  const after = headOf(audit);
  expect(after.origin).toBe(before.origin);
  expect(after.vkey).not.toBe(before.vkey);
  expect(signersOf(after.note, [before.vkey, after.vkey])).toEqual([after.vkey]);
  expect(audit.vkeys()).toEqual([after.vkey]);
  expect(kindsOf(audit)).toContain('audit.key-lost');
  expect(audit.status().troubles.map(({ code }) => code)).toEqual(['audit.key-lost']);
});

test('a key change is recorded, signed by both, then by the new key alone; the warning of a lost key ends with it', async () => {
  const [dataDir, secrets] = [aFolder(), memorySecrets()];
  const first = await anEngine({ dataDir });
  await first.engine.stop('test');
  const { engine, ports } = await anEngine({ dataDir, ports: fakePorts({ secrets }) });
  const { audit } = engine.inside;
  await audit.ready;
  await ports.time.advance(4_000);
  const before = headOf(audit);
  expect(await audit.rotateKey('the laptop was replaced', admin)).toEqual({ ok: true, value: null });
  const both = headOf(audit);
  expect(signersOf(both.note, [before.vkey, both.vkey]).sort()).toEqual([before.vkey, both.vkey].sort());
  expect(both.size).toBe(audit.tables.size());
  expect(audit.vkeys()).toEqual([before.vkey, both.vkey]);
  expect(audit.status().troubles).toEqual([]);
  engine.commit([{ type: 'clock.changed', at: ports.clock.now(), sessionId: 'ses_1', jumpSeconds: 3 }]);
  await ports.time.advance(4_000);
  const after = headOf(audit);
  expect(after.size).toBeGreaterThan(both.size);
  expect(signersOf(after.note, [before.vkey, both.vkey])).toEqual([both.vkey]);
  await engine.stop('test');
  const next = await anEngine({ dataDir, ports: fakePorts({ secrets }) });
  await next.engine.inside.audit.ready;
  expect(next.engine.inside.audit.status().vkey).toBe(both.vkey);
  expect(kindsOf(next.engine.inside.audit).filter((kind) => kind === 'audit.key-lost')).toHaveLength(1);
});
