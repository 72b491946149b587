import type { DrsRegion } from '../models/drs-types';
import type { Run } from '../models/runs';
import { trailRecord } from '../models/trail-record';
import type { PlatformContext } from './context';
import { recordTermination } from './terminate';

/** DRS tells EventBridge about two seconds after the fact; CloudTrail too in this simulation, minutes later in reality. */
const EVENT_LAG_MS = 2_000;
/** Input and output of a run are left out of its event above this many characters. */
const EVENT_PAYLOAD_LIMIT = 248_000;

interface EventBody {
  readonly source: string;
  readonly detailType: string;
  readonly resources: readonly string[];
  readonly detail: unknown;
}

/** Puts what DRS and Step Functions do on the bus of the account where it happens (aws-contracts 5). */
export function publishEvents(context: PlatformContext): void {
  const { drs, runs, time } = context;
  const soon = (act: () => void) => void time.at(time.now() + EVENT_LAG_MS, act);
  drs.listen({
    launchResult({ region, server, job, succeeded }) {
      const state = succeeded ? 'RECOVERY_LAUNCH_SUCCEEDED' : 'RECOVERY_LAUNCH_FAILED';
      const detail = { state, 'job-id': job.id, 'is-drill': job.initiatedBy === 'START_DRILL' ? 'TRUE' : 'FALSE' };
      soon(() => {
        putFromTarget(context, region, {
          source: 'aws.drs',
          detailType: 'DRS Source Server Launch Result',
          resources: [server.arn],
          detail,
        });
      });
    },
    snapshotTaken({ region, server }) {
      const detail = { DrsSnapshotID: `pit-${context.chance.hex(17)}`, EbsSnapshotIDs: `snap-${context.chance.hex(17)}` };
      soon(() =>
        putFromTarget(context, region, {
          source: 'aws.drs',
          detailType: 'DRS PIT Snapshot Taken',
          resources: [server.arn],
          detail,
        }),
      );
    },
    replicationStalled({ region, server, stalled }) {
      const detail = { state: stalled ? 'STALLED' : 'NOT_STALLED' };
      putFromTarget(context, region, {
        source: 'aws.drs',
        detailType: 'DRS Source Server Data Replication Stalled Change',
        resources: [server.arn],
        detail,
      });
    },
    called({ region, job, name, request, principal }) {
      const told = {
        eventSource: 'drs.amazonaws.com',
        eventName: name,
        requestParameters: request,
        responseElements: { job: { jobID: job.id, type: job.type } },
      };
      const detail = trailRecord(region, principal, told, { now: time.now(), chance: context.chance });
      soon(() =>
        putFromTarget(context, region, { source: 'aws.drs', detailType: 'AWS API Call via CloudTrail', resources: [], detail }),
      );
    },
    jobEnded: ({ job }) => recordTermination(context, job),
  });
  runs.onStatus((run) => putRunStatus(context, run));
}

function putFromTarget(context: PlatformContext, region: DrsRegion, body: EventBody): void {
  context.buses.put({ account: region.account, region: region.region, time: context.time.now(), ...body });
}

/** Dates in epoch milliseconds, input and output as JSON strings (aws-contracts 5.2). */
function putRunStatus(context: PlatformContext, run: Run): void {
  const { account, region } = context.names;
  const input = JSON.stringify(run.input);
  const output = run.output === null ? null : JSON.stringify(run.output);
  const detail = {
    executionArn: run.arn,
    stateMachineArn: run.machineArn,
    name: run.name,
    status: run.status,
    startDate: run.startedAt,
    stopDate: run.stoppedAt,
    ...included('input', input),
    ...(output === null ? { output: null, outputDetails: null } : included('output', output)),
    ...(run.error === null ? {} : { error: run.error }),
    ...(run.cause === null ? {} : { cause: run.cause }),
  };
  context.buses.put({
    account,
    region,
    source: 'aws.states',
    detailType: 'Step Functions Execution Status Change',
    time: context.time.now(),
    resources: [run.arn],
    detail,
  });
}

function included(name: 'input' | 'output', text: string): Record<string, unknown> {
  const fits = text.length <= EVENT_PAYLOAD_LIMIT;
  return { [name]: fits ? text : null, [`${name}Details`]: { included: fits } };
}
