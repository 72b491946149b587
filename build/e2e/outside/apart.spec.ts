import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { digestsIn, filesIn } from '../files';
import { expect, test } from '../fixtures';
import { type Served, startServe, startSimulate } from '../serve';
import { accountEnv, beside, taskTokensIn } from './account';
import { E2, endingOf, executionsOf, hasEnded } from './executions';

/** A rehearsal leaves reality alone, and nobody who reads what the console keeps or says can answer for an operator. */
const TOKEN = /A\s?Q\s?C[A-Za-z0-9+/=_-]{60,}/;

const Calls = z.object({ items: z.array(z.object({ operation: z.string(), count: z.number() })) });
const Audit = z.object({ items: z.array(z.object({ data: z.looseObject({}) })), nextToken: z.string().nullable() });

/** Everything REST tells, as one text. */
async function everythingTold(serve: Served): Promise<string> {
  const paths = [
    '/executions',
    '/servers',
    '/jobs',
    '/recovery-instances',
    '/plans',
    '/messages/malformed',
    '/health',
    '/alerts',
  ];
  const answers = await Promise.all([...paths, '/contexts', '/settings', '/tokens'].map((path) => serve.get(path)));
  const journal: unknown[] = [];
  for (let next: string | null = ''; next !== null; ) {
    const page: { nextToken: string | null } = z
      .looseObject({ nextToken: z.string().nullable() })
      .parse(await serve.get(`/events?limit=1000${next === '' ? '' : `&nextToken=${encodeURIComponent(next)}`}`));
    journal.push(page);
    next = page.nextToken;
  }
  return JSON.stringify([answers, journal, await serve.get('/audit?limit=1000')]);
}

/** All frames of the live stream until `until` holds. */
async function streamOf(serve: Served, until: () => Promise<boolean>): Promise<string> {
  const socket = new WebSocket(`${serve.url.replace('http', 'ws')}/ws?token=${encodeURIComponent(serve.token)}`);
  const frames: string[] = [];
  socket.on('message', (data) => frames.push(String(data)));
  await expect.poll(until, { timeout: 90_000 }).toBe(true);
  socket.close();
  return frames.join('\n');
}

test.describe('a rehearsal', () => {
  test.setTimeout(150_000);

  test('changes nothing of the real data and calls nothing real', async ({ dataDir }) => {
    const account = await startSimulate(['--scenario', 'payroll-drill', '--speed', '1']);
    const real = await startServe(['--data-dir', dataDir], accountEnv(account.url));
    await expect.poll(async () => (await executionsOf(real)).length, { timeout: 60_000 }).toBeGreaterThan(0);
    expect(JSON.stringify(await real.get('/health'))).toContain('"rehearsal":null');
    expect(await real.stop()).toBe(0);
    const before = await digestsIn(dataDir, ['rehearsal']);
    const called = Calls.parse(await account.control('/calls'));
    expect(Object.keys(before)).toContain('journal.sqlite');

    const args = ['--data-dir', dataDir, '--rehearse', 'payroll-drill', '--speed', '600'];
    const rehearsal = await startServe(args, accountEnv(account.url));
    await expect.poll(() => hasEnded(rehearsal), { timeout: 90_000 }).toBe(true);
    const audit = Audit.parse(await rehearsal.get('/audit?limit=1000'));
    expect(audit.items.length).toBeGreaterThan(20);
    expect(audit.items.filter(({ data }) => data.rehearsal !== true)).toEqual([]);
    expect(await rehearsal.stop()).toBe(0);

    expect(await digestsIn(dataDir, ['rehearsal'])).toEqual(before);
    expect(Calls.parse(await account.control('/calls'))).toEqual(called);
    await account.stop();
  });

  test('keeps no task token in files, logs, REST or the live stream', async ({ dataDir }) => {
    const simulated = await startSimulate(['--scenario', 'payroll-drill', '--speed', '600', '--operator', 'human']);
    const serve = await startServe(['--data-dir', dataDir, '--log-level', 'debug', ...beside(simulated)]);
    // A person lets the second drill wait at its gate, where the platform keeps and mails its token.
    const frames = await streamOf(serve, async () => (await endingOf(serve, E2)).startsWith('PAUSED'));
    const tokens = await taskTokensIn(simulated);
    expect(tokens.join()).toMatch(TOKEN);
    const reply = await serve.api(`/executions/${E2}/resume`, { body: {} });
    expect(await reply.json()).toMatchObject({ outcome: 'accepted' });
    const rest = await streamOf(serve, async () => (await endingOf(serve, E2)) === 'COMPLETED []');
    const told = await everythingTold(serve);
    await serve.stop();
    await simulated.stop();

    const files = await Promise.all(
      (await filesIn(dataDir)).map(async (file) => [file, await readFile(file, 'latin1')] as const),
    );
    expect(files.map(([file]) => file)).toContain(join(dataDir, 'rehearsal', 'journal.sqlite'));
    const places = [['log', serve.output()], ['REST', told], ['stream', frames + rest], ...files] as const;
    const leaks = places.filter(([, text]) => TOKEN.test(text) || tokens.some((token) => text.includes(token.slice(20, 80))));
    expect(leaks.map(([place]) => place)).toEqual([]);
    expect(frames.length + rest.length).toBeGreaterThan(10_000);
  });
});
