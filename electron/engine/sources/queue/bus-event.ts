import { z } from 'zod';
import type { ConsoleEvent } from '../../../../shared/domain/events';
import { type Instant, instantOf, JobId, msOf, ServerId } from '../../../../shared/domain/primitives';
import { run } from '../normalise/run';
import { flag, id, listOf, moment, text, tolerant } from '../normalise/tolerant';
import type { Received } from './received';
import { readTrail, trailDetailTypes } from './trail-event';

/** An EventBridge event, whatever road it came by. */
export const BusEvent = z.looseObject({ id, source: id, 'detail-type': id, detail: z.unknown().optional() });

const Frame = tolerant({ time: moment, resources: listOf(id), account: text, region: text });
const Launch = tolerant({ state: id, jobId: text, isDrill: flag });
const Stall = tolerant({ state: id });

/** An EventBridge event as ours; text says what is wrong with it. Kinds and states unknown here are passed on as they are. */
export function busEvent(event: z.output<typeof BusEvent>, received: Received): ConsoleEvent | string {
  const { time, resources, ...origin } = Frame.parse(event);
  const common = {
    ...received.base,
    messageId: received.deliveryId ?? event.id,
    occurredAt: time === null ? received.base.at : endOfSecond(time, received.base.at),
    raw: received.raw,
  };
  const other = (): ConsoleEvent => ({ ...common, ...origin, type: 'message.other', subject: event['detail-type'] });
  if (trailDetailTypes.includes(event['detail-type'])) {
    const finding = readTrail(event.detail, origin);
    if (typeof finding === 'string') return finding;
    return finding === null ? other() : { ...common, type: 'message.security', finding };
  }
  switch (event['detail-type']) {
    case 'DRS Source Server Launch Result': {
      const launch = Launch.safeParse(event.detail);
      const sourceServerId = serverIn(resources);
      if (!launch.success || sourceServerId === null) return 'a launch result that names no server or no state';
      const succeeded = launchStates[launch.data.state];
      if (succeeded === undefined) return other();
      const jobId = launch.data.jobId === null ? null : JobId.parse(launch.data.jobId);
      return {
        ...common,
        ...origin,
        type: 'message.launch-result',
        sourceServerId,
        jobId,
        succeeded,
        isDrill: launch.data.isDrill,
      };
    }
    case 'DRS Source Server Data Replication Stalled Change': {
      const stall = Stall.safeParse(event.detail);
      const sourceServerId = serverIn(resources);
      if (!stall.success || sourceServerId === null) return 'a replication change that names no server or no state';
      const stalled = stallStates[stall.data.state];
      return stalled === undefined ? other() : { ...common, ...origin, type: 'message.replication', sourceServerId, stalled };
    }
    case 'Step Functions Execution Status Change': {
      const read = run(event.detail);
      return read.ok
        ? { ...common, ...origin, type: 'message.run-status', run: read.value }
        : `a run status that cannot be read: ${read.error.reason}`;
    }
    default:
      return other();
  }
}

/**
 * EventBridge tells whole seconds. What happened within one is taken to have happened at its end (but not after it was heard of), or
 * a poll answered earlier in the same second would seem to be newer.
 */
function endOfSecond(time: Instant, heardAt: Instant): Instant {
  if (msOf(time) % 1000 !== 0) return time;
  const end = instantOf(msOf(time) + 999);
  if (end <= heardAt) return end;
  return heardAt > time ? heardAt : time;
}

const launchStates: Readonly<Record<string, boolean>> = { RECOVERY_LAUNCH_SUCCEEDED: true, RECOVERY_LAUNCH_FAILED: false };
const stallStates: Readonly<Record<string, boolean>> = { STALLED: true, NOT_STALLED: false };

/** The server's id stands only in the ARN of the resource. */
function serverIn(resources: readonly string[]): ServerId | null {
  const found = /source-server\/(s-[0-9a-z]+)$/.exec(resources[0] ?? '')?.[1];
  return found === undefined ? null : ServerId.parse(found);
}
