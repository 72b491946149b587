import { expect, test } from 'vitest';
import { Plan } from '../../../shared/domain/facts';
import { Instant } from '../../../shared/domain/primitives';
import { emptyState } from '../../../shared/domain/state';
import { dynamodbPlans } from './dynamodb-plans';
import { aReading } from './testing/a-reading';

const wire = (page: number) => ({ planId: { S: `p${page}` }, planName: { S: `Plan ${page}` }, waves: { L: [] } });

/** A table of plans with one on each page; groups there are none. */
async function aTable(pages: number) {
  const test = await aReading((_, input) => {
    if (!String(input.TableName).includes('recovery-plans')) return { Items: [] };
    const page = Number(/"n(\d+)"/.exec(JSON.stringify(input.ExclusiveStartKey ?? ''))?.[1] ?? 0);
    return { Items: [wire(page)], ...(page + 1 < pages ? { LastEvaluatedKey: { planId: { S: `n${page + 1}` } } } : {}) };
  });
  const fact = Plan.parse({ planId: 'former', planName: 'Former', description: '', accountId: null, waves: [] });
  const known = {
    observedAt: Instant.parse('2026-03-14T09:00:00.000Z'),
    source: 'dynamodb-plans' as const,
    contextId: test.reading.contextId,
    fact,
  };
  test.core.current = { ...emptyState, plans: { [fact.planId]: known } };
  return test;
}

test('a plan that the whole table does not list is gone', async () => {
  const { reading } = await aTable(2);
  const { events } = await dynamodbPlans.read(reading);
  expect(events.map(({ type }) => type)).toEqual(['plan.observed', 'plan.observed', 'plan.gone']);
});

test('a plan that part of a long table does not list is not gone; the next reading goes on where this one ended', async () => {
  const { reading } = await aTable(42);
  const begun = await dynamodbPlans.read(reading);
  expect(begun.events.map(({ type }) => type)).toEqual(Array(40).fill('plan.observed'));
  await begun.recorded?.();
  const ended = await dynamodbPlans.read(reading);
  expect(ended.events.map(({ type }) => type)).toEqual(['plan.observed', 'plan.observed']);
});
