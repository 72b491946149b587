import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { SsoPlan } from '../profiles/credential-plan';

/** A signed-in session as the AWS CLI keeps it; fields of other tools are kept as they are. */
const SsoToken = z.looseObject({
  startUrl: z.string(),
  region: z.string(),
  accessToken: z.string().min(1),
  /** Some releases of the CLI wrote `2020-01-01T00:00:00UTC`. */
  expiresAt: z.string().transform((text) => text.replace(/UTC$/, 'Z')),
  clientId: z.string().optional(),
  clientSecret: z.string().optional(),
  registrationExpiresAt: z
    .string()
    .transform((text) => text.replace(/UTC$/, 'Z'))
    .optional(),
  refreshToken: z.string().optional(),
});
export type SsoToken = z.infer<typeof SsoToken>;

/** Where the CLI looks for the token: named after the session, or in the older form after the start page. */
export function tokenPath(cacheDir: string, { session, startUrl }: Pick<SsoPlan, 'session' | 'startUrl'>): string {
  const name = createHash('sha1')
    .update(session ?? startUrl, 'utf8')
    .digest('hex');
  return join(cacheDir, `${name}.json`);
}

/** The token as it is now, or null where there is none that can be read. */
export async function readToken(cacheDir: string, plan: Pick<SsoPlan, 'session' | 'startUrl'>): Promise<SsoToken | null> {
  try {
    const parsed = SsoToken.safeParse(JSON.parse(await readFile(tokenPath(cacheDir, plan), 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    // Missing, half written by another program, or not allowed: all of them mean that somebody has to sign in.
    return null;
  }
}

/** Writes the token so that the AWS CLI finds it, whole or not at all, readable by its owner alone. */
export async function writeToken(cacheDir: string, plan: Pick<SsoPlan, 'session' | 'startUrl'>, token: SsoToken): Promise<void> {
  const path = tokenPath(cacheDir, plan);
  const half = `${path}.${process.pid}.tmp`;
  await mkdir(cacheDir, { recursive: true, mode: 0o700 });
  try {
    await writeFile(half, JSON.stringify(token, null, 2), { mode: 0o600 });
    await rename(half, path);
  } catch (error) {
    await rm(half, { force: true });
    throw error;
  }
}

/** Milliseconds until the token ends; negative when it has. */
export function leftMs(token: SsoToken, nowMs: number): number {
  const end = Date.parse(token.expiresAt);
  return Number.isNaN(end) ? -1 : end - nowMs;
}

/** Whether the token can be renewed without anybody signing in. */
export function isRefreshable(token: SsoToken, nowMs: number): boolean {
  const { clientId, clientSecret, refreshToken, registrationExpiresAt } = token;
  if (clientId === undefined || clientSecret === undefined || refreshToken === undefined) return false;
  return registrationExpiresAt === undefined || Date.parse(registrationExpiresAt) > nowMs;
}

/** ISO 8601 in whole seconds, as the CLI writes times. */
export function cliTime(ms: number): string {
  return new Date(Math.floor(ms / 1000) * 1000).toISOString().replace('.000Z', 'Z');
}
