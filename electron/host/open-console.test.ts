import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createRouter } from '../engine/handlers/router';
import { startSimulator } from '../simulator/simulator';
import { openConsole } from './open-console';
import { aDataDir, aProgram, someFlags, someParts } from './testing/a-program';

async function aRehearsal(dataDir: string, given: Parameters<typeof someFlags>[1] = { rehearse: 'payroll-drill', speed: 600 }) {
  const program = aProgram();
  const opened = await openConsole(someFlags(dataDir, given), someParts(program));
  if (!opened.ok) throw new Error(opened.error.message);
  let stopped: Promise<void> | null = null;
  const stop = () => (stopped ??= opened.value.stop('test ended'));
  onTestFinished(stop);
  return { console: opened.value, program, stop };
}

const actor = { id: 'token:test', role: 'admin', host: 'headless' } as const;

test('a rehearsal keeps to its own directory, is called so, and follows the simulator’s clock', async () => {
  const dataDir = aDataDir();
  const { console } = await aRehearsal(dataDir);
  expect(readdirSync(dataDir)).toEqual(['rehearsal']);
  // Held until the console's queue listens.
  await expect.poll(() => console.engine.ports.clock.speed(), { timeout: 10_000 }).toBe(600);
  await expect
    .poll(() => Object.values(console.engine.view().contexts))
    .toMatchObject([{ name: 'Payroll rehearsal', environment: 'test', rehearsal: true }]);
});

test('"play again" starts a new engine and an empty journal behind the same reference; the token stays', async () => {
  const dataDir = aDataDir();
  const { console } = await aRehearsal(dataDir);
  const { engine } = console;
  const sessionOf = () => engine.view().engine.engine?.sessionId;
  const [former, token] = [sessionOf(), engine.firstToken()];
  const replaced = new Promise<void>((resolve) => void console.onReplaced(resolve));
  const stream = engine.subscribe({}, new AbortController().signal);
  engine.options.rehearsal?.restart();
  await replaced;
  expect(sessionOf()).not.toBe(former);
  expect([engine.firstToken(), engine.verifyToken(token)?.role]).toEqual([token, 'admin']);
  expect(readdirSync(join(dataDir, 'rehearsal', 'archive'))).toHaveLength(1);
  // The former engine's stream has ended, so whoever reads it asks again.
  for await (const item of stream) expect(item.session).toBe(former);
});

test('what is asked after "play again" is asked of the new engine: a token made then is known, one revoked then is not', async () => {
  const { console } = await aRehearsal(aDataDir());
  const { engine } = console;
  const client = createRouterClient(createRouter(engine), { context: { actor } });
  const early = await client.tokens.make({ name: 'wall', role: 'view' });
  const replaced = new Promise<void>((resolve) => void console.onReplaced(resolve));
  engine.options.rehearsal?.restart();
  await replaced;
  const late = await client.tokens.make({ name: 'script', role: 'act' });
  expect(engine.verifyToken(late.token)?.role).toBe('act');
  await client.tokens.revoke({ tokenId: early.tokenId });
  expect(engine.verifyToken(early.token)).toBeNull();
});

test('"play again" that cannot be is told to the host, and the console can still be stopped', async () => {
  const dataDir = aDataDir();
  const { console, program, stop } = await aRehearsal(dataDir);
  // A file where the former trace should go.
  writeFileSync(join(dataDir, 'rehearsal', 'archive'), '');
  console.engine.options.rehearsal?.restart();
  await expect.poll(() => program.complaints.join(), { timeout: 10_000 }).toContain('could not begin anew');
  await expect(stop()).resolves.toBeUndefined();
});

test('settings of a rehearsal outlive "play again"', async () => {
  const { console } = await aRehearsal(aDataDir());
  const { engine } = console;
  await engine.inside.changeSettings({ ...engine.settings(), theme: 'light' }, actor);
  const replaced = new Promise<void>((resolve) => void console.onReplaced(resolve));
  engine.options.rehearsal?.restart();
  await replaced;
  expect(engine.settings().theme).toBe('light');
});

test('a second console on the same directory is refused, naming the process that has it', async () => {
  const dataDir = aDataDir();
  const { stop } = await aRehearsal(dataDir);
  const second = await openConsole(someFlags(dataDir, { rehearse: 'payroll-drill' }), someParts(aProgram()));
  expect(second).toMatchObject({
    ok: false,
    error: { code: 'data-dir.locked', message: expect.stringContaining(String(process.pid)) },
  });
  await stop();
  const third = await openConsole(someFlags(dataDir, { rehearse: 'payroll-drill' }), someParts(aProgram()));
  expect(third.ok).toBe(true);
  if (third.ok) await third.value.stop('test ended');
});

test('beside a simulator started apart: its clock makes a rehearsal, and its trace goes on after a restart of the console', async () => {
  const simulator = await startSimulator({ scenario: 'payroll-drill', speed: 60 });
  if (!simulator.ok) throw new Error(simulator.error.message);
  onTestFinished(() => simulator.value.stop());
  const dataDir = aDataDir();
  const first = await aRehearsal(dataDir, { clock: simulator.value.url });
  expect(first.console.rehearsing).toBe(true);
  expect(first.console.engine.options.rehearsal?.describe()).toMatchObject({ scenario: 'payroll-drill', operator: 'script' });
  await first.stop();
  const second = await aRehearsal(dataDir, { clock: simulator.value.url });
  expect(existsSync(join(dataDir, 'rehearsal', 'archive'))).toBe(false);
  const replaced = vi.fn();
  second.console.onReplaced(replaced);
  simulator.value.clock().pause();
  await expect.poll(() => second.console.engine.ports.clock.speed()).toBe(0);
  await second.console.engine.options.rehearsal?.control({ paused: false, speed: 120 });
  expect([simulator.value.clock().speed(), second.console.engine.ports.clock.speed()]).toEqual([120, 120]);
});

test('what cannot start leaves nothing locked behind', async () => {
  const dataDir = aDataDir();
  const wrong = await openConsole(someFlags(dataDir, { rehearse: 'nothing-of-the-kind' }), someParts(aProgram()));
  expect(wrong).toMatchObject({ ok: false, error: { code: 'flag', message: expect.stringContaining('--rehearse') } });
  await aRehearsal(dataDir);
});

test('a fault while opening leaves the data directory free for the next start', async () => {
  const dataDir = aDataDir();
  const program = aProgram();
  const flags = someFlags(dataDir, { rehearse: 'payroll-drill', speed: 600 });
  const broken = someParts(program, { startSimulator: () => Promise.reject(new TypeError('a bug')) });
  await expect(openConsole(flags, broken)).rejects.toThrow('a bug');
  const locked = someParts(program, { openSecrets: () => Promise.reject(new TypeError('another')) });
  await expect(openConsole(flags, locked)).rejects.toThrow('another');
  const { console } = await aRehearsal(dataDir);
  expect(console.rehearsing).toBe(true);
});
