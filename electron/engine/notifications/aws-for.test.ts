import { expect, test } from 'vitest';
import { ContextId } from '../../../shared/domain/primitives';
import type { AwsContext } from '../aws/aws-context';
import type { ContextSpec } from '../engine-api';
import { payrollSpec } from '../testing/an-engine';
import { createAwsFor } from './aws-for';

const spec = (id: string, region: string): ContextSpec => ({ ...payrollSpec, contextId: ContextId.parse(id), region });
const specs = [spec('a', 'us-east-1'), spec('b', 'eu-west-1'), spec('c', 'eu-west-1'), spec('closed', 'us-east-1')];
const accounts: Readonly<Record<string, string>> = { a: '111122223333', b: '111122223333', closed: '999900001111' };
const topic = (account: string, region: string) => `arn:aws:sns:${region}:${account}:t`;

/** Which context would send. */
function chosen(wanted: { arn?: string; contextId?: string }, mayGuess = true): string | null {
  let found: string | null = null;
  const awsFor = createAwsFor({
    watched: () => specs,
    awsOf(contextId) {
      if (contextId === 'closed') return null;
      found = contextId;
      return open;
    },
    accountOf: (contextId) => accounts[contextId] ?? null,
    mayGuess,
  });
  awsFor(wanted);
  return found;
}

/** Nobody looks inside. */
const open: AwsContext = Object.create(null);

test.each([
  ['the account and region of the topic', { arn: topic('111122223333', 'eu-west-1') }, 'b'],
  ['the account, where no context has that region', { arn: topic('111122223333', 'ap-south-1') }, 'a'],
  ['a context of the region whose account nobody knows', { arn: topic('444455556666', 'eu-west-1') }, 'c'],
  ['nobody for an account that is not watched there', { arn: topic('444455556666', 'us-east-1') }, null],
  ['nobody while the account is not open', { arn: topic('999900001111', 'us-east-1') }, null],
  ['the context that is named', { contextId: 'c' }, 'c'],
  ['nobody where the one named is not watched', { contextId: 'z' }, null],
  ['the first that is open', {}, 'a'],
])('%s sends', (_, wanted, expected) => {
  expect(chosen(wanted)).toBe(expected);
});

test('no account is guessed in a rehearsal', () => {
  expect(chosen({ arn: topic('444455556666', 'eu-west-1') }, false)).toBeNull();
});
