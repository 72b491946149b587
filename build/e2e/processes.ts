import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
const command = join(root, 'build/scripts/tocsin.mjs');

/** A `tocsin` program started by a spec. */
export interface Started {
  readonly pid: number;
  /** Everything it has written so far, standard output and error together. */
  output(): string;
  /** The first line of its standard output. Rejects with its output when it ends before that. */
  firstLine(): Promise<string>;
  /** Waits until it ends by itself. Answers its exit code; null when a signal killed it. */
  exit(): Promise<number | null>;
  /** Ends it and waits. Answers its exit code; null when the signal killed it. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** A console started by a spec must not put alerts on the screen where another spec counts the window's own. */
const NO_SCREEN = { DISPLAY: '', WAYLAND_DISPLAY: '' };

/** Starts `tocsin` with these arguments. The environment is this process's without its screen, with `env` on top. */
export function startTocsin(args: readonly string[], env: Readonly<Record<string, string>> = {}): Started {
  const child = spawn(process.execPath, [command, ...args], {
    env: { ...process.env, ...NO_SCREEN, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit');
  // A spec that fails never comes to its `stop()`; Playwright ends its worker then, and nothing may be left running.
  const endWithWorker = () => child.kill('SIGKILL');
  process.once('exit', endWithWorker);
  child.once('exit', () => process.off('exit', endWithWorker));
  let text = '';
  const keep = (chunk: Buffer): void => {
    text += chunk.toString();
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const firstLine = readFirstLine(child, () => text);
  // Whoever never asks for the line must not be killed by its absence.
  firstLine.catch(() => undefined);
  return {
    pid: child.pid ?? -1,
    output: () => text,
    firstLine: () => firstLine,
    async exit() {
      await ended;
      return child.exitCode;
    },
    async stop(signal = 'SIGTERM') {
      child.kill(signal);
      // It promises to end within 5 s; one that hangs must not hang the whole run.
      const giveUp = setTimeout(() => child.kill('SIGKILL'), 15_000);
      await ended;
      clearTimeout(giveUp);
      return child.exitCode;
    },
  };
}

function readFirstLine(child: ChildProcessByStdio<null, Readable, Readable>, output: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    let stdout = '';
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
      const end = stdout.indexOf('\n');
      if (end >= 0) resolve(stdout.slice(0, end));
    });
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`tocsin ended with ${code} before its first line:\n${output()}`)));
  });
}

/** A port that was free a moment ago; for programs that must be told one. */
export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

export interface TempDir {
  readonly path: string;
  remove(): Promise<void>;
}

export async function tempDir(): Promise<TempDir> {
  const path = await mkdtemp(join(tmpdir(), 'tocsin-e2e-'));
  // A program that is just ending may still write a last file.
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }) };
}
