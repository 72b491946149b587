import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';

const execute = promisify(execFile);

/** One alert as the notification daemon got it. */
export interface NativeAlert {
  readonly id: number;
  readonly app: string;
  readonly title: string;
  readonly body: string;
  readonly urgency: 'LOW' | 'NORMAL' | 'CRITICAL';
  /** Milliseconds until it goes away by itself; 0 stays until answered. */
  readonly timeoutMs: number;
}

const Text = z.object({ data: z.string() });
const Whole = z.object({ data: z.number() });
const History = z.object({
  data: z.array(
    z.array(
      z.object({
        id: Whole,
        appname: Text,
        summary: Text,
        body: Text,
        category: z.object({ data: z.enum(['LOW', 'NORMAL', 'CRITICAL']) }),
        timeout: Whole,
      }),
    ),
  ),
});

/**
 * Every alert that the notification daemon of this session was asked to show, newest first. Closes those on screen: the daemon
 * only tells about closed ones.
 */
export async function nativeAlerts(): Promise<readonly NativeAlert[]> {
  await execute('dunstctl', ['close-all']);
  const { stdout } = await execute('dunstctl', ['history']);
  return History.parse(JSON.parse(stdout))
    .data.flat()
    .map((entry) => ({
      id: entry.id.data,
      app: entry.appname.data,
      title: entry.summary.data,
      body: entry.body.data,
      urgency: entry.category.data,
      timeoutMs: Math.round(entry.timeout.data / 1000),
    }));
}

/** How many alerts are on the screen now. */
export async function alertsOnScreen(): Promise<number> {
  const { stdout } = await execute('dunstctl', ['count', 'displayed']);
  return Number(stdout.trim());
}

/** Clicks the alert shown first, as an operator would. */
export async function clickFirstAlert(): Promise<void> {
  await execute('dunstctl', ['action', '0']);
}

/** A picture of the whole screen, alerts included. */
export async function screenshotOfScreen(file: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await execute('import', ['-window', 'root', file]);
}
