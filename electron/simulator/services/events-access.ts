import { z } from 'zod';
import type { BusStore, Rule } from '../models/buses';
import { type Page, pageOf } from '../models/page';
import { AwsFault, type Call } from '../service';
import { operations } from './operation';

export const operation = operations(
  (field, problem) =>
    new AwsFault(
      'ValidationException',
      `1 validation error detected: Value at '${field}' failed to satisfy constraint: ${problem}`,
    ),
);

export const RuleName = z
  .string()
  .regex(/^[.\-_A-Za-z0-9]{1,64}$/, 'Member must satisfy regular expression pattern: [\\.\\-_A-Za-z0-9]+');
export const Bus = z.object({ EventBusName: z.string().default('default') });
export const Tags = z.array(z.object({ Key: z.string(), Value: z.string() })).default([]);
export const Paging = z.object({ NextToken: z.string().optional(), Limit: z.number().int().min(1).max(100).default(100) });

export function ruleArn({ region, caller }: Call, name: string): string {
  return `arn:aws:events:${region}:${caller.accountId}:rule/${name}`;
}

export function placeOf({ region, caller }: Call): string {
  return `${caller.accountId} ${region}`;
}

export function findRule(buses: BusStore, call: Call, name: string): Rule {
  const rule = buses.rule(call.caller.accountId, call.region, name);
  if (rule === null) throw new AwsFault('ResourceNotFoundException', `Rule ${name} does not exist on EventBus default.`);
  return rule;
}

export function ruleByArn(buses: BusStore, arn: string): Rule {
  const rule = buses.byArn(arn);
  if (rule === null)
    throw new AwsFault('ResourceNotFoundException', `Rule ${arn.split('/').at(-1)} does not exist on EventBus default.`);
  return rule;
}

export function listed<T>(
  all: readonly T[],
  input: { readonly NextToken?: string | undefined; readonly Limit: number },
  scope: string,
  key: (item: T) => string,
): Page<T> {
  const page = pageOf(all, { token: input.NextToken, limit: input.Limit, scope: `events ${scope}`, key });
  if (!page.ok) throw new AwsFault('ValidationException', 'NextToken is invalid.');
  return page.value;
}

/** Only the default bus exists, by name or by ARN. */
export function requireDefaultBus(name: string): void {
  if (name !== 'default' && !name.endsWith(':event-bus/default')) {
    throw new AwsFault('ResourceNotFoundException', `Event bus ${name} does not exist.`);
  }
}
