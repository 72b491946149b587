import { expect, test } from 'vitest';
import { listScenarios, listText } from './list';

test('everything that can be played is named, with a line saying what it does', () => {
  const { scenarios, faults } = listScenarios();
  expect(scenarios[0]).toMatchObject({ name: 'payroll-drill' });
  expect(scenarios[0]?.variants.map((variant) => variant.name)).toEqual(['A', 'B', 'C', 'D', 'E', 'F', 'G']);
  const names = faults.map((fault) => fault.name);
  expect(names).toEqual(expect.arrayContaining(['H1', 'H14', 'drs:throttle', 'sqs:duplicate', 'sqs:reorder', 'sqs:malformed']));
  expect([...scenarios, ...faults].every(({ says }) => says.length > 10)).toBe(true);
  expect(listText()).toContain('--variant B');
});
