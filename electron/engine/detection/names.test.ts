import { expect, test } from 'vitest';
import type { Context } from '../../../shared/domain/context';
import { watchedBy } from '../../../shared/domain/detection/watched';
import { ContextId } from '../../../shared/domain/primitives';
import { nameOf } from './names';

const here = ContextId.parse('payroll@us-east-1');
const there = ContextId.parse('billing@eu-west-1');

function aContext(contextId: ContextId, name: string, watched = true): Context {
  const rest = {
    profile: name,
    region: 'us-east-1',
    accountId: null,
    environment: 'test',
    colour: 'blue',
    rehearsal: false,
  } as const;
  return { contextId, name, watched, ...rest };
}

function named(metric: string, contextId: string, labels: Record<string, string>, contexts: readonly Context[]): string {
  const watched = watchedBy(metric);
  if (watched === null) throw new Error(`${metric} is watched`);
  const view = { servers: {}, contexts: Object.fromEntries(contexts.map((context) => [context.contextId, context])) };
  return nameOf({ watched, contextId, labels }, view);
}

test('the same service of two contexts has two names', () => {
  const both = [aContext(here, 'Payroll'), aContext(there, 'Billing')];
  const service = { service: 'dynamodb' };
  expect([here, there, 'console'].map((contextId) => named('ApiErrors', contextId, service, both))).toEqual([
    'DynamoDB in Payroll',
    'DynamoDB in Billing',
    'DynamoDB',
  ]);
  expect(named('ApiErrors', here, service, [aContext(here, 'Payroll'), aContext(there, 'Billing', false)])).toBe('DynamoDB');
  expect(named('ServerLag', here, { server: 's-1' }, both)).toBe('s-1');
});
