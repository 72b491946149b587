import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Item } from '../world';
import { meets, project } from './dynamo-evaluate';
import { parseCondition, parseProjection } from './dynamo-parser';
import { substitutes } from './dynamo-tokens';

const item: Item = {
  executionId: { S: 'e1' },
  totalWaves: { N: '3' },
  isCurrent: { BOOL: true },
  tags: { SS: ['db', 'web'] },
  waves: {
    L: [{ M: { waveNumber: { N: '0' }, serverIds: { L: [{ S: 's-1' }, { S: 's-2' }] } } }, { M: { waveNumber: { N: '1' } } }],
  },
};
const values: Item = {
  ':e': { S: 'e' },
  ':one': { N: '1.0' },
  ':three': { N: '3' },
  ':nine': { N: '9' },
  ':db': { S: 'db' },
  ':s': { S: 'S' },
};

function holds(text: string): boolean {
  return meets(parseCondition('FilterExpression', text, substitutes({ '#w': 'waves' }, values)), item);
}

describe('conditions', () => {
  test.each([
    ['begins_with(executionId, :e)', true],
    ['totalWaves = :three', true],
    ['totalWaves <> :three', false],
    ['totalWaves BETWEEN :one AND :three', true],
    ['totalWaves between :three and :nine', true],
    ['totalWaves IN (:one, :nine)', false],
    ['waves[1].waveNumber = :one', true],
    ['#w[0].waveNumber < :one', true],
    ['contains(tags, :db)', true],
    ['contains(executionId, :e)', true],
    ['contains(waves[0].serverIds, :db)', false],
    ['size(waves) >= :one', true],
    ['attribute_exists(waves[0].serverIds[1])', true],
    ['attribute_not_exists(waves[0].serverIds[2])', true],
    ['attribute_type(executionId, :s)', true],
    ['missing = :one', false],
    ['missing <> :one', true],
    ['executionId > :one', false],
    ['totalWaves = :one OR totalWaves = :three AND NOT totalWaves = :nine', true],
    ['(totalWaves = :one OR totalWaves = :three) AND totalWaves = :nine', false],
  ])('%s', (text, expected) => {
    expect(holds(text)).toBe(expected);
  });

  test.each([
    '',
    'totalWaves =',
    'totalWaves = = :one',
    '(totalWaves = :one',
    'totalWaves = :one )',
    'status = :one',
    'foo(totalWaves)',
    'a ; b',
    'waves[x] = :one',
    'totalWaves = :undefined',
  ])('“%s” is refused', (text) => {
    expect(() => holds(text)).toThrow(/^Invalid FilterExpression/);
  });

  test('no text makes the parser fail in any other way', () => {
    const word = fc.constantFrom(
      'totalWaves',
      ':one',
      '=',
      '(',
      ')',
      'AND',
      'OR',
      'NOT',
      'IN',
      'BETWEEN',
      ',',
      '.',
      '[',
      ']',
      '0',
      'size',
      '#w',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), (words) => {
        try {
          expect(typeof holds(words.join(' '))).toBe('boolean');
        } catch (problem) {
          expect(String(problem)).toContain('Invalid FilterExpression');
        }
      }),
    );
  });
});

describe('projections', () => {
  const projected = (text: string) => project(item, parseProjection(text, substitutes({ '#w': 'waves' })));

  test('paths that share a beginning are put together again', () => {
    expect(projected('#w[0].waveNumber, #w[1].waveNumber, executionId, missing')).toEqual({
      waves: { L: [{ M: { waveNumber: { N: '0' } } }, { M: { waveNumber: { N: '1' } } }] },
      executionId: { S: 'e1' },
    });
  });

  test('list elements close up', () => {
    expect(projected('waves[0].serverIds[1]')).toEqual({ waves: { L: [{ M: { serverIds: { L: [{ S: 's-2' }] } } }] } });
  });

  test('every top-level name together is the item', () => {
    expect(projected(Object.keys(item).join(', '))).toEqual(item);
  });
});
