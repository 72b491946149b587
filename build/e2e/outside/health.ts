import { z } from 'zod';
import { SourceHealth } from '../../../shared/domain/health';
import type { Served } from '../serve';

const Health = z.object({
  engine: z.object({
    warnings: z.array(z.object({ code: z.string(), message: z.string(), next: z.string() })),
    rehearsal: z.object({ ended: z.boolean() }).nullable(),
  }),
  components: z.array(
    z.object({
      id: z.string(),
      state: z.string(),
      message: z.string().nullable(),
      next: z.string().nullable(),
      missingPermission: z.object({ action: z.string() }).nullable(),
    }),
  ),
  sources: z.array(SourceHealth),
});

export async function healthOf(serve: Served): Promise<z.infer<typeof Health>> {
  return Health.parse(await serve.get('/health'));
}

/** What is wrong with a source in words for the operator: `code: message → next`, or its state while nothing is wrong. */
export async function troubleOf(serve: Served, source: string): Promise<string> {
  const { sources } = await healthOf(serve);
  const troubled = sources.find((one) => one.source === source && one.error !== null);
  if (troubled?.error != null) return `${troubled.error.code}: ${troubled.error.message} → ${troubled.error.next}`;
  return sources.find((one) => one.source === source)?.state ?? 'absent';
}

/** Sources that do not answer now, though they should: one that rests because there is nothing to read (`off`) is none of them. */
export async function silentSources(serve: Served): Promise<readonly string[]> {
  return (await healthOf(serve)).sources
    .filter(({ state }) => state !== 'live' && state !== 'off')
    .map(({ id, state }) => `${id} ${state}`);
}

/** Codes of the warnings the console shows about itself. */
export async function warningsOf(serve: Served): Promise<readonly string[]> {
  return (await healthOf(serve)).engine.warnings.map(({ code, message, next }) => `${code}: ${message} → ${next}`);
}
