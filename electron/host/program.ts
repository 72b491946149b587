import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Place } from './data-dir';
import { fitForLog } from './log';
import type { Machine } from './machine';

/** The process a host runs in, as its entry file found it. */
export interface Program {
  readonly machine: Machine;
  readonly place: Place;
  readonly pid: number;
  /** User id; 0 where the platform has none. */
  readonly uid: number;
  readonly nodeVersion: string;
  /** Where `package.json`, `out/` and `resources/` lie. */
  readonly root: string;
  readonly version: string;
  tell(text: string): void;
  complain(text: string): void;
  /** Whether a person reads what is complained, at a terminal. */
  readonly atTerminal: boolean;
  /** Aborts when the process is asked to end. */
  readonly ending: AbortSignal;
}

/** Version of the package at `root`, so that there is one place where it stands. */
export async function readVersion(root: string): Promise<string> {
  return z.object({ version: z.string() }).parse(JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))).version;
}

/**
 * A promise that nobody awaited has failed: that is a bug, but no reason for a console to stop watching. It is told, without secrets.
 */
export function surviveForgottenPromises(events: NodeJS.Process, complain: (text: string) => void): void {
  events.on('unhandledRejection', (reason) => {
    complain(
      `${JSON.stringify({ level: 'error', msg: 'A promise that nobody awaited has failed.', error: fitForLog(reason) })}\n`,
    );
  });
}
