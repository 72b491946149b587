import { z } from 'zod';
import type { Queue } from '../models/queue';
import type { Queues } from '../models/queues';
import { readPolicy } from '../policy/document';
import { resourcePolicyAllows } from '../policy/resource-policy';
import { AwsFault, type Call } from '../service';
import { operations } from './operation';

export const operation = operations((field, problem) =>
  field === ''
    ? new AwsFault('MissingParameter', 'The request must contain the required parameters.')
    : new AwsFault('InvalidParameterValue', `Value for parameter ${field} is invalid. Reason: ${problem}.`),
);

export const QueueUrl = z.string();

/** How operations come to their queue. */
export interface QueueAccess {
  /** The queue a URL names, if the caller may use it; throws what SQS answers otherwise. */
  byUrl(call: Call, url: string): Queue;
  byName(call: Call, name: string, owner: string, action: string): Queue;
  /** Resource of a policy check, for operations that take a `QueueUrl`. */
  readonly resource: { readonly resources: (input: { QueueUrl: string }, call: Call) => readonly string[] };
}

export function queueAccess(queues: Queues): QueueAccess {
  const byName = (call: Call, name: string, owner: string, action: string): Queue => {
    const queue = queues.find(owner, call.region, name);
    if (queue === null) throw noSuchQueue();
    if (!mayUse(call, queue, action)) throw denied(call, queue, action);
    return queue;
  };
  return {
    byName,
    byUrl: (call, url) => {
      const { account, name } = readUrl(url);
      return byName(call, name, account, `sqs:${call.operation}`);
    },
    resource: {
      resources: ({ QueueUrl: url }, { region }) => {
        const { account, name } = readUrl(url);
        return [`arn:aws:sqs:${region}:${account}:${name}`];
      },
    },
  };
}

export function noSuchQueue(): AwsFault {
  return new AwsFault('QueueDoesNotExist', 'The specified queue does not exist.');
}

/** `http://host/ACCOUNT/NAME`; only the path counts, so a URL survives a change of port. */
function readUrl(url: string): { account: string; name: string } {
  const [, account, name] = /\/(\d{12})\/([\w-]+)\/?$/.exec(url) ?? [];
  if (account === undefined || name === undefined)
    throw new AwsFault('InvalidAddress', `The address ${url} is not valid for this endpoint.`, 404);
  return { account, name };
}

/** Another account's queue takes its own policy to say yes. */
function mayUse(call: Call, queue: Queue, action: string): boolean {
  if (queue.account === call.caller.accountId) return true;
  const policy = readPolicy(queue.attributes.get('Policy') ?? '');
  const { accountId: account, arn } = call.caller;
  const principal = { kind: 'aws', account, arn } as const;
  return policy.ok && resourcePolicyAllows(policy.value, { principal, action, resource: queue.arn, conditions: {} });
}

function denied(call: Call, queue: Queue, action: string): AwsFault {
  return new AwsFault(
    'AccessDenied',
    `User: ${call.caller.arn} is not authorized to perform: ${action.toLowerCase()} on resource: ${queue.arn} ` +
      'because no resource-based policy allows the action',
    403,
  );
}
