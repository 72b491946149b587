import { expect, test } from 'vitest';
import { compileFilter, type FilterScope } from './filter-policy';
import type { MessageAttributes } from './message';

function outcome(policy: unknown, attributes: MessageAttributes, body = 'text', scope: FilterScope = 'MessageAttributes') {
  const filter = compileFilter(JSON.stringify(policy), scope);
  return filter.ok ? filter.value({ body, attributes }) : filter.error;
}
const text = (StringValue: string) => ({ DataType: 'String', StringValue });

test('attributes match by their type', () => {
  const attributes = {
    eventType: text('fail'),
    wave: { DataType: 'Number', StringValue: '2' },
    tags: { DataType: 'String.Array', StringValue: '["db", 7]' },
    blob: { DataType: 'Binary', BinaryValue: 'AAAA' },
  };
  expect(outcome({ eventType: ['fail', 'pause'] }, attributes)).toBeNull();
  expect(outcome({ wave: [{ numeric: ['>=', 2] }] }, attributes)).toBeNull();
  expect(outcome({ wave: ['2'] }, attributes)).toBe('MessageAttributes');
  expect(outcome({ tags: [7] }, attributes)).toBeNull();
  expect(outcome({ blob: [{ exists: true }] }, attributes)).toBe('MessageAttributes');
  expect(outcome({ recoveryPlanId: ['p1'], eventType: [{ 'anything-but': ['start'] }] }, attributes)).toBe('MessageAttributes');
});

test('a message without attributes is told apart', () => {
  expect(outcome({ eventType: ['fail'] }, {})).toBe('NoMessageAttributes');
  expect(outcome({ eventType: [{ exists: false }] }, {})).toBeNull();
  expect(outcome({}, {})).toBeNull();
});

test('limits of SNS', () => {
  const keys = Object.fromEntries(Array.from({ length: 6 }, (_, index) => [`k${index}`, ['v']]));
  expect(outcome(keys, {})).toBe('Filter policy can not have more than 5 keys');
  const values = Array.from({ length: 13 }, (_, index) => String(index));
  expect(outcome({ a: values, b: values }, {})).toBe('Filter policy is too complex');
  expect(outcome({ a: { b: ['c'] } }, {})).toBe('Filter policy scope MessageAttributes does not support nested filter policy');
  expect(outcome({ a: { b: ['c'] } }, {}, '{"a":{"b":"c"}}', 'MessageBody')).toBeNull();
});
