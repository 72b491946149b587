import { z } from 'zod';
import type { Item, Tables } from '../world';
import { fromItem, type PlainObject, toAttribute, toItem } from './marshal';
import type { Names } from './names';

/** One server of a wave as the item holds it; which fields are there depends on the stage (aws-contracts 2.1). */
export const WaveServer = z.object({
  sourceServerId: z.string(),
  serverName: z.string(),
  launchStatus: z.string(),
  hostname: z.string().optional(),
  instanceId: z.string().optional(),
  privateIp: z.string().optional(),
  instanceType: z.string().optional(),
  launchTime: z.string().optional(),
  recoveryInstanceId: z.string().optional(),
  ipAddress: z.string().optional(),
  sourceInstanceId: z.string().optional(),
  instanceState: z.string().optional(),
});
export type WaveServer = z.infer<typeof WaveServer>;

export const Wave = z.object({
  waveNumber: z.number(),
  waveName: z.string(),
  status: z.string(),
  serverIds: z.array(z.string()),
  jobId: z.string().optional(),
  region: z.string().optional(),
  startTime: z.number().optional(),
  endTime: z.number().optional(),
  serverStatuses: z.array(WaveServer).optional(),
  waveDescription: z.string().optional(),
  protectionGroupId: z.string().optional(),
  protectionGroupIds: z.array(z.string()).optional(),
  pauseBeforeWave: z.boolean().optional(),
  dependsOnWaves: z.array(z.number()).optional(),
});
export type Wave = z.infer<typeof Wave>;

const TerminateJob = z.object({ jobId: z.string(), region: z.string(), type: z.string(), status: z.string() });

export const Execution = z.object({
  executionId: z.string(),
  planId: z.string(),
  planName: z.string(),
  executionType: z.enum(['DRILL', 'RECOVERY']),
  status: z.string(),
  startTime: z.number(),
  accountId: z.string(),
  waves: z.array(Wave),
  pausedBeforeWave: z.number().optional(),
  taskToken: z.string().optional(),
  pausedStateSnapshot: z.string().optional(),
  terminateJobs: z.array(TerminateJob).optional(),
});
export type Execution = z.infer<typeof Execution>;

/** Statuses after which the platform does nothing more with an item by itself. */
export const TERMINAL = ['COMPLETED', 'FAILED', 'CANCELLED', 'TIMEOUT', 'PARTIAL', 'TERMINATED'] as const;

export function isTerminal(status: string): boolean {
  return TERMINAL.some((each) => each === status);
}

/** The execution-history table as the platform uses it. The table is the truth: nothing is remembered beside it but the keys. */
export interface Executions {
  create(item: PlainObject & { readonly executionId: string; readonly planId: string }): void;
  /** Takes in an execution of before the trace: it can be asked for, but is none of `ids`. */
  adopt(item: Item): void;
  /** Those of the trace, in order of start. */
  ids(): readonly string[];
  read(executionId: string): Execution | null;
  /** The item as it lies in the table: another object after every change, so it can be told whether anything changed. */
  item(executionId: string): Item | null;
  /** Only the status: the waves of a large plan are not unpacked for it. */
  status(executionId: string): string | null;
  update(executionId: string, set: PlainObject, remove?: readonly string[]): void;
}

export function createExecutions(tables: Tables, names: Names): Executions {
  const { account, region } = names;
  const table = names.table('execution-history');
  const planOf = new Map<string, string>();
  const former = new Map<string, string>();

  const item = (executionId: string): Item | null => {
    const planId = planOf.get(executionId) ?? former.get(executionId);
    return planId === undefined
      ? null
      : tables.get(account, region, table, { executionId: { S: executionId }, planId: { S: planId } });
  };

  return {
    create(execution) {
      planOf.set(execution.executionId, execution.planId);
      tables.put(account, region, table, toItem(execution));
    },
    adopt(adopted) {
      const { executionId, planId } = adopted;
      if (executionId === undefined || planId === undefined || !('S' in executionId && 'S' in planId)) return;
      former.set(executionId.S, planId.S);
      tables.put(account, region, table, adopted);
    },
    ids: () => [...planOf.keys()],
    item,
    read(executionId) {
      const found = item(executionId);
      if (found === null) return null;
      // An item somebody else broke is as good as none, which is how the platform treats it too.
      const parsed = Execution.safeParse(fromItem(found));
      return parsed.success ? parsed.data : null;
    },
    status(executionId) {
      const status = item(executionId)?.status;
      return status !== undefined && 'S' in status ? status.S : null;
    },
    update(executionId, set, remove = []) {
      const found = item(executionId);
      if (found === null) return;
      const next: Item = { ...found };
      for (const name of remove) delete next[name];
      for (const [name, value] of Object.entries(set)) if (value !== undefined) next[name] = toAttribute(value);
      tables.put(account, region, table, next);
    },
  };
}

/** `waves` with `wave` in its place, by number: after a resume the list has holes (aws-contracts 9, item 13). */
export function withWave(waves: readonly Wave[], wave: Wave): Wave[] {
  const rest = waves.filter((each) => each.waveNumber !== wave.waveNumber);
  return [...rest, wave].sort((a, b) => a.waveNumber - b.waveNumber);
}

export function epochSeconds(instant: number): number {
  return Math.floor(instant / 1000);
}
