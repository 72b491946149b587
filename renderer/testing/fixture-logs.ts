import type { LogQuery } from '../../shared/contract/logs';
import type { ErrorPattern } from '../../shared/domain/logs/error-pattern';
import { shippedPresets } from '../../shared/domain/logs/presets';
import { instantOf } from '../../shared/domain/primitives';
import type { ConsoleClient } from '../bridge/client';
import { contextId } from './world';

const at = (minutes: number) => instantOf(Date.UTC(2026, 2, 14, 9, minutes));
const groupOf = (name: string) => `/aws/lambda/aws-drs-orchestration-${name}-dev`;
const functions = ['data-management-handler', 'dr-orch-sf', 'execution-handler', 'query-handler'];

const patterns: ErrorPattern[] = [
  {
    contextId,
    logGroup: groupOf('dr-orch-sf'),
    pattern: '[ERROR] ❌ Wave <n>: <n> servers failed to launch',
    count: 1,
    lastHour: 1,
    sample: '[ERROR] ❌ Wave 1: 1 servers failed to launch',
    firstAt: at(25),
    lastAt: at(25),
  },
  {
    contextId,
    logGroup: groupOf('execution-handler'),
    pattern:
      '⚠️ Error querying PlanIdIndex: An error occurred (ValidationException) when calling the Query operation: The table does not have the specified index: PlanIdIndex. Falling back to scan',
    count: 1_214,
    lastHour: 109,
    sample:
      '⚠️ Error querying PlanIdIndex: An error occurred (ValidationException) when calling the Query operation: The table does not have the specified index: PlanIdIndex. Falling back to scan',
    firstAt: at(1),
    lastAt: at(40),
  },
];

const query: LogQuery = {
  queryId: 'cmd-9',
  contextId,
  title: 'Newest error lines',
  query: shippedPresets[1]?.query ?? '',
  groups: functions.map(groupOf),
  from: at(0),
  to: at(40),
  state: 'complete',
  startedAt: at(40),
  endedAt: at(40),
  columns: ['@timestamp', '@log', '@message'],
  rows: Array.from({ length: 14 }, (_, n) => [
    `2026-03-14 09:${String(39 - n).padStart(2, '0')}:11.000`,
    `111122223333:${groupOf(n === 3 ? 'dr-orch-sf' : 'execution-handler')}`,
    (n === 3 ? patterns[0] : patterns[1])?.sample ?? '',
  ]),
  isCut: false,
  recordsMatched: 14,
  recordsScanned: 1_480,
  bytesScanned: 2_412_000,
  error: null,
};

/** Error lines of one drill, and one query that has ended. */
export const fixtureLogs: ConsoleClient['logs'] = {
  groups: async () => ({
    items: functions.map((name) => ({
      contextId,
      name: groupOf(name),
      retentionDays: 7,
      storedBytes: 0,
      isPlatform: true,
      isWatched: true,
    })),
    nextToken: null,
  }),
  watch: async ({ names }) => ({ names }),
  presets: async () => ({ items: [...shippedPresets], nextToken: null }),
  savePreset: async ({ text = '', groupsWith = null, ...given }) => ({ ...given, text, groupsWith, shipped: false }),
  removePreset: async () => ({ commandId: 'cmd-1', outcome: 'accepted', message: 'Deleted.' }),
  start: async () => query,
  queries: async () => ({ items: [query], nextToken: null }),
  query: async () => query,
  cancel: async () => ({ ...query, state: 'cancelled' }),
  patterns: async () => ({ items: patterns, nextToken: null }),
};
