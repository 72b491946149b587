import { z } from 'zod';
import { ExecutionWithServers } from '../../../shared/contract/executions';
import type { Served } from '../serve';

/** Ids of the trace (aws-contracts 10). */
export const E1 = '0f3c9a52-7d1e-4b8a-9c46-2e5b7a1d9f60';
export const E2 = '5b8d2c14-93ae-4f07-a1c5-6d2e8f907b31';
export const A03 = 's-0a1b2c3d4e5f60a03';

const Page = z.object({ items: z.array(ExecutionWithServers), nextToken: z.string().nullable() });

/** All executions as REST shows them, newest first. */
export async function executionsOf(serve: Served): Promise<readonly ExecutionWithServers[]> {
  return Page.parse(await serve.get('/executions')).items;
}

/** One execution, or null while the console has not seen it. */
export async function executionOf(serve: Served, executionId: string): Promise<ExecutionWithServers | null> {
  return (await executionsOf(serve)).find((execution) => execution.executionId === executionId) ?? null;
}

/** `FAILED [siblings-still-launching]`: what the table of endings says of an execution; `absent` before it is seen. */
export async function endingOf(serve: Served, executionId: string): Promise<string> {
  const execution = await executionOf(serve, executionId);
  return execution === null ? 'absent' : `${execution.status} [${[...execution.detail].sort().join(' ')}]`;
}

/** Whether the rehearsal has played its last act. */
export async function hasEnded(serve: Served): Promise<boolean> {
  const health = z
    .object({ engine: z.object({ rehearsal: z.object({ ended: z.boolean() }).nullable() }) })
    .parse(await serve.get('/health'));
  return health.engine.rehearsal?.ended ?? false;
}

/** Launch statuses of every server of an execution, sorted: `LAUNCHED×12`. */
export function tally(execution: ExecutionWithServers): string {
  const counts = new Map<string, number>();
  for (const server of execution.waves.flatMap((wave) => wave.servers)) {
    counts.set(server.launchStatus, (counts.get(server.launchStatus) ?? 0) + 1);
  }
  return [...counts]
    .map(([status, count]) => `${status}×${count}`)
    .sort()
    .join(' ');
}

const Notices = z.object({
  items: z.array(z.object({ kind: z.string(), executionId: z.string().nullable(), sourceServerId: z.string().nullable() })),
});

/** Kinds of the alerts raised so far, with repetition. */
export async function noticeKinds(serve: Served): Promise<readonly string[]> {
  const { items } = Notices.parse(await serve.get('/alerts?limit=1000'));
  // Rules look at durations, and those depend on how busy this machine is.
  return items.map(({ kind }) => kind).filter((kind) => kind !== 'rule');
}
