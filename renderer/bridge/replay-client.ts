import { createORPCClient } from '@orpc/client';
import type { ConsoleClient } from './client';

/** Where the replay stands when something is asked. */
export interface ReplayPosition {
  readonly recordingId: string;
  /** A file has no metrics and no servers of this console behind it. */
  readonly kind: 'execution' | 'file';
  /** ISO 8601. */
  readonly until: string;
}

/** Events are asked for as they were; these are facts about this console or the whole past, the same at any instant. */
const eventReads: ReadonlySet<string> = new Set(['executions.events', 'world.events']);
const timelessReads: ReadonlySet<string> = new Set([
  'settings.get',
  'boards.list',
  'boards.get',
  'replay.list',
  'replay.marks',
  'replay.export',
  // With everything since: whoever reads it takes what was known at the instant.
  'incidents.get',
]);
/** What was measured over time: a screen asks for the range that ends at the instant it shows. */
const measuredReads: ReadonlySet<string> = new Set(['telemetry.metrics', 'telemetry.metricNames']);

/**
 * The client of a replay: it reads the past, and refuses whatever would ask of now or change anything. `refused` is told to whoever
 * asks: of what was measured over time, a file has nothing, and this console's own metrics are of something else.
 */
export function replayClient(
  real: () => ConsoleClient | null,
  position: () => ReplayPosition,
  refused: (what: 'now' | 'measured') => string,
): ConsoleClient {
  return createORPCClient({
    call: async (path, input, options) => {
      const client = real();
      if (client === null) throw new Error(refused('now'));
      const name = path.join('.');
      const { recordingId, kind, until } = position();
      if (eventReads.has(name))
        return ask(client, path, { ...recordOf(input), until, ...(kind === 'file' ? { recording: recordingId } : {}) }, options);
      if (name === 'tokens.own') return { ...(await client.tokens.own({})), role: 'view' };
      if (timelessReads.has(name) || (measuredReads.has(name) && kind === 'execution')) return ask(client, path, input, options);
      throw new Error(refused(measuredReads.has(name) ? 'measured' : 'now'));
    },
  });
}

/** Calls a method of the client by its place in the contract. */
async function ask(client: ConsoleClient, path: readonly string[], input: unknown, options: unknown): Promise<unknown> {
  const method = path.reduce<unknown>((inner, name) => (isObject(inner) ? Reflect.get(inner, name) : undefined), client);
  if (typeof method !== 'function') throw new Error(`The contract has no ${path.join('.')}`);
  return Reflect.apply(method, undefined, [input, options]);
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

function recordOf(input: unknown): object {
  return isObject(input) ? input : {};
}
