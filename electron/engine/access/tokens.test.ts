import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { aFolder } from '../testing/a-folder';
import { countingIds, fakePorts, memorySecrets } from '../testing/fakes';
import { openTokens } from './tokens';

/** One for all: secrets differ between starts. */
const ids = countingIds();

async function open(dataDir = aFolder(), given: string | null = null, secrets = memorySecrets()) {
  const opened = await openTokens({ dataDir, host: 'headless', given, ports: { ...fakePorts({ secrets }), ids } });
  if (!opened.ok) throw new Error(opened.error.message);
  return { ...opened.value, dataDir, secrets };
}

describe('access tokens', () => {
  test('the first is made at first start, is an admin, and is the same at every start', async () => {
    const { tokens, dataDir, secrets } = await open();
    expect(tokens.verify(tokens.first())).toEqual({ id: 'token:First token', role: 'admin', host: 'headless' });
    const again = await open(dataDir, null, secrets);
    expect(again.tokens.first()).toBe(tokens.first());
    expect(again.tokens.list()).toHaveLength(1);
  });

  test('are not readable in the file', async () => {
    const { tokens, dataDir } = await open();
    const made = await tokens.make('wall', 'view');
    const text = readFileSync(join(dataDir, 'tokens.json'), 'utf8');
    expect(text).not.toContain(tokens.first());
    if (made.ok) expect(text).not.toContain(made.value.token);
  });

  test('TOCSIN_TOKEN takes the place of the first for as long as it is given', async () => {
    const { tokens, dataDir, secrets } = await open();
    const given = await open(dataDir, 'given-by-the-host', secrets);
    expect(given.tokens.first()).toBe('given-by-the-host');
    expect(given.tokens.verify(tokens.first())).toBeNull();
    const later = await open(dataDir, null, secrets);
    expect(later.tokens.first()).toBe(tokens.first());
    expect(later.tokens.verify('given-by-the-host')).toBeNull();
    expect(later.tokens.verify(tokens.first())).not.toBeNull();
  });

  test('made at the same moment are all kept', async () => {
    const { tokens, dataDir, secrets } = await open();
    const made = await Promise.all(['a', 'b', 'c'].map((name) => tokens.make(name, 'act')));
    const again = await open(dataDir, null, secrets);
    for (const token of made) if (token.ok) expect(again.tokens.verify(token.value.token)?.role).toBe('act');
    expect(again.tokens.list()).toHaveLength(4);
  });

  test('a revoked one opens nothing, also after a restart', async () => {
    const { tokens, dataDir, secrets } = await open();
    const made = await tokens.make('wall', 'view');
    if (!made.ok) throw new Error(made.error.message);
    expect((await tokens.revoke(made.value.tokenId)).ok).toBe(true);
    expect(tokens.verify(made.value.token)).toBeNull();
    const again = await open(dataDir, null, secrets);
    expect(again.tokens.verify(made.value.token)).toBeNull();
  });

  test('the last admin stays; once there is another, the first may go and does not come back', async () => {
    const { tokens, dataDir, secrets } = await open();
    expect(await tokens.revoke('first')).toMatchObject({ ok: false, error: { code: 'last-admin' } });
    await tokens.make('chief', 'admin');
    expect((await tokens.revoke('first')).ok).toBe(true);
    const again = await open(dataDir, null, secrets);
    expect(again.tokens.verify(tokens.first())).toBeNull();
    expect(again.tokens.verify(again.tokens.first())?.role).toBe('admin');
  });

  test('a key store that does not answer is told, and nothing is made in its place', async () => {
    const locked = { ...memorySecrets(), get: () => Promise.reject(new Error('the collection is locked')) };
    const opened = await openTokens({
      dataDir: aFolder(),
      host: 'headless',
      given: null,
      ports: { ...fakePorts({ secrets: locked }), ids },
    });
    expect(opened).toMatchObject({
      ok: false,
      error: { code: 'key-store', message: expect.stringContaining('the collection is locked') },
    });
  });

  test('the first, revoked while the key store was locked, does not come back', async () => {
    const { tokens, dataDir, secrets } = await open();
    const former = tokens.first();
    await tokens.make('chief', 'admin');
    Object.assign(secrets, { remove: () => Promise.reject(new Error('locked')) });
    expect((await tokens.revoke('first')).ok).toBe(true);
    const again = await open(dataDir, null, secrets);
    expect(again.tokens.verify(former)).toBeNull();
    expect(again.tokens.verify(again.tokens.first())?.role).toBe('admin');
  });

  test('one that does not exist cannot be revoked', async () => {
    const { tokens } = await open();
    expect(await tokens.revoke('tok_9')).toMatchObject({ ok: false, error: { code: 'not-found' } });
  });

  test('remember when they were last used', async () => {
    const { tokens, dataDir, secrets } = await open();
    tokens.verify(tokens.first());
    await tokens.flush();
    const again = await open(dataDir, null, secrets);
    expect(again.tokens.list()[0]?.lastUsedAt).toBe('2026-03-14T09:00:00.000Z');
  });

  test('in a file that cannot be read are set aside and reported, never overwritten', async () => {
    const dataDir = aFolder();
    writeFileSync(join(dataDir, 'tokens.json'), '{"tokens": [');
    const { movedAside } = await open(dataDir);
    expect(readFileSync(movedAside?.file ?? '', 'utf8')).toBe('{"tokens": [');
  });
});
