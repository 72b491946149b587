import { expect, test } from 'vitest';
import { allEventTypes } from '../notifications/event-types';
import { sampleEvent } from '../notifications/samples/sample-event';
import { filterList } from './filters';
import { isKnownPath } from './known-paths';
import { defaults } from './testing/a-message';
import { listVariables, scopeOf, variables, variablesList } from './variables';

const scopes = allEventTypes.map((type) => {
  const event = sampleEvent(type);
  return scopeOf({
    event,
    delivery: { test: true, configurationName: 'Drills', why: 'HIGH', recipient: 'a@example.com', step: 0 },
    digest: [event, event],
    defaults,
    now: event.occurredAt,
    locale: 'en',
  });
});

function at(scope: Record<string, unknown>, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => {
    if (typeof value !== 'object' || value === null) return undefined;
    return Object.entries(value).find(([name]) => name === key)?.[1];
  }, scope);
}

/** Nothing in the samples happens to have them. */
const rare = new Set(['execution.errorMessage', 'execution.currentWave']);

test('every variable has a value in some sample, the same under both names', () => {
  for (const { name, alias } of variables) {
    const values = scopes.map((scope) => at(scope, name));
    if (!rare.has(name))
      expect
        .soft(
          values.some((value) => value !== null && value !== undefined),
          name,
        )
        .toBe(true);
    expect
      .soft(
        scopes.map((scope) => scope[alias] ?? null),
        alias,
      )
      .toEqual(values.map((value) => value ?? null));
  }
});

test('every list has items in some sample, their fields in both spellings', () => {
  for (const { name, fields } of listVariables) {
    const items = scopes.flatMap((scope) => at(scope, name) ?? []);
    expect.soft(items.length, name).toBeGreaterThan(0);
    for (const field of fields) expect.soft(items[0], `${name}.${field.name}`).toHaveProperty(field.name);
  }
});

test('no two variables share a name', () => {
  const names = [...variables, ...listVariables].flatMap(({ name, alias }) => [name, alias]);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test('the flat names that templates are known to use exist', () => {
  for (const name of ['ExecutionId', 'PlanName', 'ServerName', 'WaveLabel', 'ErrorMessage', 'Severity', 'Title', 'Waves']) {
    expect(isKnownPath([name]), name).toBe(true);
  }
  expect(isKnownPath(['custom', 'data', 'anything', 'at', 'all'])).toBe(true);
  expect(isKnownPath(['execution', 'waves', 0, 'label'])).toBe(true);
  expect(isKnownPath(['execution', 'lable'])).toBe(false);
  expect(isKnownPath(['nobody'])).toBe(false);
});

test('the list for completion names everything with a text', () => {
  expect(variablesList().every(({ name, text }) => name !== '' && text !== '')).toBe(true);
  expect(filterList.every(({ name, text, example }) => name !== '' && text !== '' && example.includes(name))).toBe(true);
});
