import { describe, expect, test } from 'vitest';
import { PolicyDocument, readPolicy } from './document';
import { type Conditions, matchesPattern, statementApplies } from './match';

function holds(condition: Record<string, Record<string, string | string[]>>, conditions: Conditions): boolean {
  const [statement] = PolicyDocument.parse({ Statement: { Effect: 'Allow', Action: '*', Condition: condition } }).Statement;
  return statement !== undefined && statementApplies(statement, 'a:B', '*', conditions);
}

describe('conditions', () => {
  const cases: readonly (readonly [string, Record<string, Record<string, string | string[]>>, Conditions, boolean])[] = [
    [
      'StringEquals takes any of its values',
      { StringEquals: { 'sns:Protocol': ['sqs', 'https'] } },
      { 'sns:Protocol': 'sqs' },
      true,
    ],
    ['StringEquals needs the key', { StringEquals: { k: 'v' } }, {}, false],
    ['keys ignore case', { StringEquals: { 'AWS:SourceArn': 'v' } }, { 'aws:sourcearn': 'v' }, true],
    ['IfExists holds without the key', { StringEqualsIfExists: { k: 'v' } }, {}, true],
    ['IfExists still checks the key', { StringEqualsIfExists: { k: 'v' } }, { k: 'w' }, false],
    ['ForAllValues holds for none', { 'ForAllValues:StringEquals': { k: ['a', 'b'] } }, {}, true],
    ['ForAllValues wants all', { 'ForAllValues:StringEquals': { k: ['a', 'b'] } }, { k: ['a', 'c'] }, false],
    ['ForAnyValue wants one', { 'ForAnyValue:StringEquals': { k: ['a', 'b'] } }, { k: ['a', 'c'] }, true],
    ['ForAnyValue fails for none', { 'ForAnyValue:StringEquals': { k: ['a'] } }, {}, false],
    ['Bool', { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }, { 'aws:MultiFactorAuthPresent': 'true' }, true],
    ['Bool fails without the key', { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }, {}, false],
    ['StringLike', { StringLike: { k: 'arn:*:role/x?' } }, { k: 'arn:aws:role/x1' }, true],
    ['ArnEquals takes wildcards', { ArnEquals: { k: 'arn:aws:sns:*:*:t' } }, { k: 'arn:aws:sns:r:1:t' }, true],
    ['StringNotEquals', { StringNotEquals: { k: ['a', 'b'] } }, { k: 'a' }, false],
    ['StringNotEquals holds without the key', { StringNotEquals: { k: 'a' } }, {}, true],
    ['Null', { Null: { k: 'true' } }, {}, true],
    ['an operator we do not know never holds', { DateGreaterThan: { k: '2026' } }, { k: '2027' }, false],
  ];
  test.each(cases)('%s', (_rule, condition, conditions, expected) => {
    expect(holds(condition, conditions)).toBe(expected);
  });
});

test('a resource of one’s own does not cover the whole service', () => {
  const [statement] = PolicyDocument.parse({
    Statement: { Effect: 'Allow', Action: 'sns:*', Resource: 'arn:aws:sns:*' },
  }).Statement;
  if (statement === undefined) throw new Error('no statement');
  expect(statementApplies(statement, 'sns:ListTopics', '*', {})).toBe(false);
  expect(statementApplies(statement, 'SNS:Publish', 'arn:aws:sns:us-east-1:1:t', {})).toBe(true);
});

test('wildcards take nothing else literally', () => {
  expect(matchesPattern('a.b*', 'a.bc')).toBe(true);
  expect(matchesPattern('a.b*', 'axbc')).toBe(false);
  expect(matchesPattern('drs:Describe*', 'drs:describejobs', 'ignore-case')).toBe(true);
});

test('text that is no policy', () => {
  expect(readPolicy('').ok).toBe(false);
  expect(readPolicy('{"Statement":[{"Effect":"Maybe"}]}').ok).toBe(false);
});
