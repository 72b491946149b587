import { describe, expect, test } from 'vitest';
import { readFilterPolicy, readFilterPolicyText, SampleMessage, wouldPass } from './filter-policy';

const fail = SampleMessage.parse({
  attributes: { eventType: { value: 'fail' }, recoveryPlanId: { value: '7c1d' }, size: { type: 'Number', value: '12' } },
});

function passing(policy: object, message = fail, scope: 'MessageAttributes' | 'MessageBody' = 'MessageAttributes') {
  const read = readFilterPolicy(policy, scope);
  return read.ok ? wouldPass(read.value, scope, message) : read.error;
}

describe('would this message pass', () => {
  test.each([
    [{ eventType: ['fail', 'pause'] }, true],
    [{ recoveryPlanId: ['7c1d'], eventType: [{ 'anything-but': ['start'] }] }, true],
    [{ eventType: ['complete'] }, false],
    [{ size: [{ numeric: ['>', 10, '<=', 12] }] }, true],
    [{ size: ['12'] }, false],
    [{ other: [{ exists: false }] }, true],
    [{ other: [{ exists: true }] }, false],
    [{ $or: [{ eventType: ['complete'] }, { recoveryPlanId: [{ prefix: '7c' }] }] }, true],
    [{ eventType: [{ 'anything-but': { prefix: 'fa' } }] }, false],
    [{ eventType: [{ wildcard: 'f*l' }] }, true],
    [{}, true],
  ])('%j: %s', (policy, passes) => {
    expect(passing(policy)).toMatchObject({ passes });
  });

  test('the reason names what the message lacks and what differs', () => {
    expect(passing({ eventType: ['complete'], urgency: ['high'] })).toEqual({
      passes: false,
      because: 'The message has no urgency; eventType does not match.',
    });
  });

  test('a body is matched by its JSON, and text is none', () => {
    const policy = { detail: { state: ['FAILED'] }, at: [{ cidr: '10.0.0.0/8' }] };
    const body = JSON.stringify({ detail: { state: 'FAILED' }, at: '10.2.3.4' });
    expect(passing(policy, SampleMessage.parse({ body }), 'MessageBody')).toMatchObject({ passes: true });
    expect(passing(policy, SampleMessage.parse({ body: 'text' }), 'MessageBody')).toMatchObject({
      because: expect.stringContaining('not a JSON object'),
    });
  });
});

describe('a policy SNS would refuse', () => {
  test.each([
    ['{"eventType": [', 'not valid JSON'],
    ['[]', 'JSON object'],
    ['{"eventType": "fail"}', 'list of conditions'],
    ['{"eventType": [{"starts": "f"}]}', 'no operator starts'],
    ['{"size": [{"numeric": ["about", 3]}]}', 'numeric takes'],
    ['{"from": [{"cidr": "10.0.0.0/40"}]}', 'cidr takes'],
    ['{"detail": {"state": ["x"]}}', 'scope MessageBody'],
    [JSON.stringify(Object.fromEntries([...'abcdef'].map((name) => [name, ['x']]))), 'at most 5 names'],
    [JSON.stringify({ a: Array.from({ length: 16 }, (_, at) => at), b: Array.from({ length: 10 }, (_, at) => at) }), '160'],
  ])('%s', (text, told) => {
    const read = readFilterPolicyText(text, 'MessageAttributes');
    expect(read.ok ? '' : read.error.map(({ message }) => message).join(' ')).toContain(told);
  });

  test('every problem is named with its place', () => {
    const read = readFilterPolicy({ a: ['x', { prefix: 3 }], b: [] }, 'MessageAttributes');
    expect(read.ok ? [] : read.error.map(({ path }) => path)).toEqual(['a[1]', 'b']);
  });

  test('values nested deeper count once a level', () => {
    const read = readFilterPolicy({ a: { b: { c: [1, 2, 3, 4] } }, d: { e: [1, 2, 3] }, f: [1, 2, 3] }, 'MessageBody');
    expect(read.ok ? '' : read.error[0]?.message).toContain('216');
  });
});
