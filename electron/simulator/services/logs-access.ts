import { z } from 'zod';
import type { LogGroup, LogStore } from '../models/logs';
import type { Place } from '../models/metrics';
import { pageOf } from '../models/page';
import { AwsFault, type Call } from '../service';
import { operations } from './operation';

export const refuse = (message: string) => new AwsFault('InvalidParameterException', message);

export const operation = operations((field, problem) =>
  refuse(`1 validation error detected: Value at '${field}' failed to satisfy constraint: ${problem}`),
);

export const GroupName = z.string().regex(/^[.\-_/#A-Za-z0-9]{1,512}$/);
export const Named = z.object({ logGroupName: GroupName });

export function placeOf({ caller, region }: Call): Place {
  return { account: caller.accountId, region };
}

/** By name, or by ARN with or without `:*`. */
export function findGroup(logs: LogStore, call: Call, identifier: string): LogGroup {
  const name = /^arn:aws:logs:[^:]*:[^:]*:log-group:([^:]+)/.exec(identifier)?.[1] ?? identifier;
  const group = logs.find(placeOf(call), name);
  if (group === null) throw new AwsFault('ResourceNotFoundException', 'The specified log group does not exist.');
  return group;
}

export function groupArn(call: Call, identifier: string): string {
  if (identifier.startsWith('arn:')) return identifier.endsWith(':*') ? identifier : `${identifier}:*`;
  return `arn:aws:logs:${call.region}:${call.caller.accountId}:log-group:${identifier}:*`;
}

export function listed<T>(all: readonly T[], token: string | undefined, limit: number, scope: string, key: (item: T) => string) {
  const page = pageOf(all, { token, limit, scope: `logs ${scope}`, key });
  if (!page.ok) throw refuse('The specified nextToken is invalid.');
  return { items: page.value.items, ...(page.value.nextToken !== null && { nextToken: page.value.nextToken }) };
}
