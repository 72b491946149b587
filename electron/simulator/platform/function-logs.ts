import type { Cloud } from '../models/cloud';
import { isRecord } from '../models/json';
import type { LogLine } from '../models/logs';
import type { FaultSwitches } from '../scenario/faults';
import type { Chance } from '../world';
import type { FunctionRun } from './function-run';
import type { Names } from './names';

const FUNCTIONS = ['query-handler', 'data-management-handler', 'execution-handler', 'dr-orch-sf', 'frontend-deployer'] as const;
const KEPT_DAYS = 7;
/** Days between the deployment and the trace. */
const AGE_MS = 30 * 86_400_000;
/** What is printed of an event; the real functions print all of it. */
const PRINTED = 8_000;

/** The log groups the platform's functions write to (aws-contracts 7), as deployed a month ago. */
export function createLogGroups(cloud: Pick<Cloud, 'logs'>, names: Names, now: number): void {
  const place = { account: names.account, region: names.region };
  const create = (name: string, days: number | null) => {
    const made = cloud.logs.create(place, name, now - AGE_MS);
    if (made.ok) made.value.retentionDays = days;
  };
  for (const suffix of FUNCTIONS) create(`/aws/lambda/${names.functionName(suffix)}`, KEPT_DAYS);
  create(`/aws/lambda/${names.functionName('deployment-orchestrator')}`, null);
  create(`/aws/apigateway/${names.functionName('').replace('--', '-')}-access-logs`, 30);
}

/** Writes what a function printed, with Lambda's own lines around it, and counts the invocation. */
export function observeFunctions(
  cloud: Pick<Cloud, 'logs' | 'metrics'>,
  names: Names,
  faults: FaultSwitches,
  chance: Chance,
): (run: FunctionRun) => void {
  const place = { account: names.account, region: names.region };
  const streams = new Map<string, string>();
  const streamOf = ({ suffix, startedAt }: FunctionRun) => {
    const day = new Date(startedAt).toISOString().slice(0, 10).replaceAll('-', '/');
    const known = streams.get(`${suffix} ${day}`) ?? `${day}/[$LATEST]${chance.hex(32)}`;
    streams.set(`${suffix} ${day}`, known);
    return known;
  };
  return (run) => {
    const name = names.functionName(run.suffix);
    const ms = run.endedAt - run.startedAt;
    const count = (metric: string, value: number) =>
      cloud.metrics.add(place, { namespace: 'AWS/Lambda', name: metric, dimensions: { FunctionName: name } }, run.endedAt, value);
    count('Invocations', 1);
    count('Errors', run.isFailed ? 1 : 0);
    count('Throttles', 0);
    count('Duration', ms);
    count('ConcurrentExecutions', 1);
    const group = cloud.logs.find(place, `/aws/lambda/${name}`);
    if (group === null) return;
    const id = chance.uuid();
    const stream = streamOf(run);
    const own = faults.isOn('H5') && run.suffix === 'execution-handler' && run.lines.length > 1 ? WRONG_INDEX : [];
    cloud.logs.write(group, stream, run.startedAt, [`START RequestId: ${id} Version: $LATEST`, ...run.lines, ...own]);
    cloud.logs.write(group, stream, run.endedAt, [
      `END RequestId: ${id}`,
      `REPORT RequestId: ${id}\tDuration: ${ms.toFixed(2)} ms\tBilled Duration: ${Math.ceil(ms)} ms\tMemory Size: 512 MB\tMax Memory Used: 118 MB`,
    ]);
  };
}

const WRONG_INDEX = [
  '⚠️ Error querying PlanIdIndex: An error occurred (ValidationException) when calling the Query operation: ' +
    'The table does not have the specified index: PlanIdIndex. Falling back to scan',
];

/** What a function prints about an event and its own answer: the whole event first, task tokens and all. */
export function printed(event: unknown, reply: unknown): readonly LogLine[] {
  return [() => `📥 Received event: ${JSON.stringify(event).slice(0, PRINTED)}`, ...outcome(reply)];
}

function outcome(reply: unknown): readonly string[] {
  if (!isRecord(reply)) return [];
  const error = reply.error;
  if (typeof error === 'string' && error !== '') {
    const wave = typeof reply.current_wave_number === 'number' ? `Wave ${reply.current_wave_number}: ` : '';
    return [`[ERROR] ❌ ${wave}${error}${typeof reply.message === 'string' ? `: ${reply.message}` : ''}`];
  }
  if (reply.status === 'running')
    return [`⏳ Wave ${String(reply.current_wave_number)} in progress, DRS job ${String(reply.job_id)}`];
  if (typeof reply.status === 'string') return [`✅ Status: ${reply.status}`];
  return ['✅ Done'];
}
