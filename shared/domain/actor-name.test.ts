import { expect, test } from 'vitest';
import { actorName } from './actor-name';

test.each([
  ['token:First token', 'First token'],
  ['os:dana', 'dana'],
  ['dana', 'dana'],
  ['slack:U123', 'slack:U123'],
])('%s is called %s', (id, name) => {
  expect(actorName(id)).toBe(name);
});
