import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { AuditEntry } from '../../../shared/domain/audit/audit-entry';
import { instantOf } from '../../../shared/domain/primitives';
import { lockDataDir } from '../journal/lock';
import type { Actor } from '../ports';
import { openReportSources } from '../reports/sources/open-sources';
import { aFolder } from '../testing/a-folder';
import { anEngine, type TestEngine } from '../testing/an-engine';
import { leaveInInbox, lookIntoInbox, type ToldEvent } from './inbox';
import { recordOutside } from './record-outside';

const operator: Actor = { id: 'os:dana', role: 'admin', host: 'headless' };
const now = instantOf(Date.UTC(2026, 10, 24, 3));
const exported = (size: number): ToldEvent => ({
  type: 'audit.exported',
  at: now,
  form: 'bundle',
  entries: size,
  size,
  actor: 'os:dana',
});

function entriesOf({ engine }: Pick<TestEngine, 'engine'>): AuditEntry[] {
  return engine.inside.history
    .audit({ kind: 'audit.exported', before: null, limit: 10 })
    .map(({ bytes }) => AuditEntry.parse(JSON.parse(Buffer.from(bytes).toString('utf8'))))
    .reverse();
}

test('what was left while nobody ran is recorded when the console beats, in its order, once, and by whom', async () => {
  const dataDir = aFolder();
  for (const size of [1, 2])
    expect(
      leaveInInbox(dataDir, { madeAt: instantOf(Date.parse(now) + size), actor: operator, event: exported(size) }, `r${size}`).ok,
    ).toBe(true);
  const running = await anEngine({ dataDir });
  await running.ports.time.advance(11_000);
  expect(entriesOf(running).map(({ data, actor }) => [data.size, actor])).toEqual([
    [1, { id: 'os:dana', type: 'admin', host: 'headless' }],
    [2, { id: 'os:dana', type: 'admin', host: 'headless' }],
  ]);
  expect(readdirSync(join(dataDir, 'inbox'))).toEqual([]);
  await running.ports.time.advance(11_000);
  expect(entriesOf(running)).toHaveLength(2);
});

test.each<[string, string]>([
  ['no JSON', 'hello'],
  ['another version', JSON.stringify({ version: 2, madeAt: now, actor: operator, event: exported(1) })],
  [
    'an event that is not for others to tell',
    JSON.stringify({
      version: 1,
      madeAt: now,
      actor: operator,
      event: { type: 'audit.key-lost', at: now, former: 'a', vkey: 'b' },
    }),
  ],
  ['somebody without a name', JSON.stringify({ version: 1, madeAt: now, actor: { ...operator, id: '' }, event: exported(1) })],
  [
    'far too much',
    JSON.stringify({ version: 1, madeAt: now, actor: operator, event: { ...exported(1), form: 'x'.repeat(300_000) } }),
  ],
])('%s is set aside, and keeps nothing else from being recorded', async (_, text) => {
  const dataDir = aFolder();
  mkdirSync(join(dataDir, 'inbox'));
  writeFileSync(join(dataDir, 'inbox', '0.json'), text);
  writeFileSync(join(dataDir, 'inbox', '.half.tmp'), '{"version":1,');
  leaveInInbox(dataDir, { madeAt: now, actor: operator, event: exported(7) }, 'good');
  const running = await anEngine({ dataDir });
  await running.ports.time.advance(11_000);
  expect(entriesOf(running).map(({ data }) => data.size)).toEqual([7]);
  expect(readdirSync(join(dataDir, 'inbox')).sort()).toEqual(['.half.tmp', '0.json.refused']);
});

test('beside a running console it is left; without one it is recorded, and the next console knows it', async () => {
  const dataDir = aFolder();
  const first = await anEngine({ dataDir });
  await first.engine.stop('test');
  const place = { dir: dataDir, journal: 'journal.sqlite', rehearsal: false };
  const lock = lockDataDir(dataDir, 1);
  if (!lock.ok) throw new Error(lock.error.message);
  const telling = { place, event: exported(3), actor: operator, now, pid: 2, id: 'abc' };
  expect(recordOutside(telling)).toEqual({ ok: true, value: 'left' });
  expect(lookIntoInbox(dataDir).requests.map(({ event, actor }) => [event, actor])).toEqual([[exported(3), operator]]);
  lock.value.release();
  expect(recordOutside({ ...telling, event: exported(4) })).toEqual({ ok: true, value: 'recorded' });
  const opened = openReportSources(dataDir, '0.0.0-test', null);
  if (!opened.ok) throw new Error(opened.error.message);
  const all = { from: instantOf(0), to: instantOf(Date.UTC(2100, 0, 1)), name: 'ALL', zone: 'UTC' };
  expect([...opened.value.sources.audit(all, ['audit.exported'])].map(({ data, session }) => [data.size, session])).toEqual([
    [4, 'cli_abc'],
  ]);
  opened.value.close();
  const next = await anEngine({ dataDir });
  await next.ports.time.advance(11_000);
  expect(entriesOf(next).map(({ data }) => data.size)).toEqual([4, 3]);
});

test('a journal that is not there is not begun by a command', () => {
  const dataDir = aFolder();
  const place = { dir: dataDir, journal: 'journal.sqlite', rehearsal: false };
  const told = recordOutside({ place, event: exported(1), actor: operator, now, pid: 2, id: 'abc' });
  expect(told.ok ? '' : told.error.message).toContain('There is no journal');
  expect(readdirSync(dataDir)).not.toContain('journal.sqlite');
});
