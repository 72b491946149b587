import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { fromBase64, fromBase64Of } from '../audit/core/base64';
import { readCheckpoint } from '../audit/core/checkpoint';
import { leafHash } from '../audit/core/hash';
import { verifyInclusion } from '../audit/core/verify-proofs';
import type { Actor } from '../ports';
import { aFolder } from '../testing/a-folder';
import { anEngine } from '../testing/an-engine';
import { createRouter } from './router';

const actor: Actor = { id: 'os:dana', role: 'view', host: 'headless' };

async function aConsole() {
  const made = await anEngine();
  const { engine, ports } = made;
  await engine.inside.audit.ready;
  const refuse = (...reasons: string[]) =>
    engine.commit(
      reasons.map((reason) => ({ type: 'access.refused', at: ports.clock.now(), host: 'headless', reason, count: 1 })),
      actor,
    );
  return { ...made, refuse, audit: createRouterClient(createRouter(engine), { context: { actor } }).audit };
}

test('entries are found by words and fields, newest first, page by page, and it is said what is signed', async () => {
  const { audit, refuse, ports } = await aConsole();
  refuse('a foreign origin');
  await ports.time.advance(4_000);
  refuse('a wrong token', 'a foreign name');
  expect((await audit.list({ text: 'foreign' })).items.map(({ data, signed }) => [data.reason, signed])).toEqual([
    ['a foreign name', false],
    ['a foreign origin', true],
  ]);
  const first = await audit.list({ kind: 'access.', limit: 2 });
  expect(first.items.map(({ data }) => data.reason)).toEqual(['a foreign name', 'a wrong token']);
  const second = await audit.list({ kind: 'access.', limit: 2, nextToken: first.nextToken ?? '' });
  expect(second).toMatchObject({ items: [{ removed: false, data: { reason: 'a foreign origin' } }], nextToken: null });
  expect(await audit.list({ actor: 'os:dana', kind: 'session.started' })).toEqual({ items: [], nextToken: null });
  await expect(audit.list({ nextToken: 'x' })).rejects.toMatchObject({ status: 400 });
  const [all, without] = [await audit.facets({}), await audit.facets({ text: '-foreign' })];
  expect(without).toMatchObject({ total: all.total - 2, isExact: true, behind: 0 });
});

test('an export says what was exported; CSV is read by another program, and no cell is a formula', async () => {
  const { audit, refuse } = await aConsole();
  refuse('=HYPERLINK("http://x")', 'two\r\nlines, "quoted"');
  const file = await audit.export({ format: 'csv', kind: 'access.refused' });
  const rows = z.array(z.record(z.string(), z.string())).parse(parse(await file.text(), { columns: true }));
  expect(rows.map(({ kind, message }) => [kind, message])).toEqual([
    ['access.refused', 'Access refused: =HYPERLINK("http://x")'],
    ['access.refused', 'Access refused: two\r\nlines, "quoted"'],
  ]);
  expect(rows.flatMap((row) => Object.values(row)).filter((cell) => /^[=+@-]/.test(cell))).toEqual([]);
  const entries = (await audit.list({ kind: 'audit.exported' })).items;
  expect(entries).toMatchObject([{ actor: { id: 'os:dana' }, data: { form: 'csv', entries: 2 } }]);
  for (const format of ['jsonl', 'ocsf'] as const) {
    const lines = (await (await audit.export({ format })).text())
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.length).toBeGreaterThan(4);
  }
  const cef = await (await audit.export({ format: 'cef', kind: 'access.refused' })).text();
  expect(cef.split('\n').filter((line) => line !== '')).toHaveLength(2);
});

test('with proofs it is an archive that another program opens, and each proof leads to its checkpoint', async () => {
  const { audit, refuse, ports } = await aConsole();
  refuse('one', 'two', 'three');
  await ports.time.advance(4_000);
  refuse('not signed yet');
  const file = await audit.export({ format: 'jsonl', kind: 'access.refused', proofs: true });
  const folder = join(aFolder(), 'bundle');
  mkdirSync(folder);
  writeFileSync(`${folder}.tar`, Buffer.from(await file.arrayBuffer()));
  execFileSync('tar', ['-xf', `${folder}.tar`, '-C', folder]);
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');
  const checkpoint = readCheckpoint(Buffer.from(read('checkpoint'), 'utf8'));
  if (!checkpoint.ok) throw new Error(checkpoint.error);
  const { size, root } = checkpoint.value.checkpoint;
  const proofs = Proofs.parse(JSON.parse(read('proofs.json')));
  expect(proofs.map(({ index }) => index)).toEqual([2, 3, 4]);
  for (const { index, leaf, path } of proofs) {
    const hash = leafHash(fromBase64(leaf) ?? Buffer.alloc(0));
    const hashes = path.map((text) => fromBase64Of(32, text) ?? Buffer.alloc(0));
    expect(verifyInclusion(hash, index, size, hashes, root)).toEqual({ ok: true, value: undefined });
  }
  expect(
    read('records.jsonl')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).seq),
  ).toEqual([2, 3, 4]);
  expect(read('vkeys.txt')).toMatch(/^\S+\+[0-9a-f]{8}\+\S+\n$/);
});

const Proofs = z.array(
  z.object({ type: z.literal('inclusion'), index: z.number(), size: z.number(), leaf: z.string(), path: z.array(z.string()) }),
);
