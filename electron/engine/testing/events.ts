import type { ConsoleEvent, EventOf } from '../../../shared/domain/events';
import { ContextId, ExecutionId, type Instant, instantOf, ServerId } from '../../../shared/domain/primitives';

/** The moment at which test stories begin. */
export const start = instantOf(Date.parse('2026-03-14T09:00:00.000Z'));

/** `seconds` after the start. */
export function at(seconds: number): Instant {
  return instantOf(Date.parse(start) + seconds * 1000);
}

export const payroll = ContextId.parse('payroll@us-east-1');
export const e1 = ExecutionId.parse('0f3c9a52-7d1e-4b8a-9c46-2e5b7a1d9f60');

/** A server id of the right length for a short name. */
export function serverId(name: string): ServerId {
  return ServerId.parse(`s-${name.padStart(17, '0')}`);
}

export function aServer(name: string, given: Partial<EventOf<'server.observed'>['server']> = {}, seconds = 0): ConsoleEvent {
  return {
    type: 'server.observed',
    at: at(seconds),
    contextId: payroll,
    source: 'drs-source-servers',
    server: {
      sourceServerId: serverId(name),
      accountId: '222222222222',
      region: 'us-east-1',
      name,
      hostname: `${name}.payroll.example`,
      sourceIp: null,
      os: null,
      replicationState: 'CONTINUOUS',
      replicationError: null,
      lagSeconds: 0,
      backlogBytes: 0,
      lastSeenAt: at(seconds),
      lastLaunchResult: null,
      lastLaunchJobId: null,
      recoveryInstanceId: null,
      tags: {},
      ...given,
    },
  };
}

export function anOtherMessage(messageId: string, subject = 'hello', seconds = 0): ConsoleEvent {
  return {
    type: 'message.other',
    at: at(seconds),
    contextId: payroll,
    source: 'sqs-messages',
    messageId,
    occurredAt: at(seconds),
    subject,
  };
}
