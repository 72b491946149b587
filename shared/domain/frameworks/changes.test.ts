import { expect, test } from 'vitest';
import { changesBetween, directionOf } from './changes';
import { evaluateFramework } from './evaluate';
import type { Framework } from './framework';
import { anExecution, day, fixtureSources, YEAR } from './testing/fixture-sources';

const framework: Framework = {
  frameworkId: 'OWN',
  name: 'Own',
  version: '',
  about: '',
  controls: [
    {
      id: 'C1',
      group: '',
      title: 'Drills work',
      asks: '',
      evidence: [{ kind: 'drill-success', parameters: {}, answers: '' }],
      elsewhere: [],
    },
  ],
  risks: [],
  reports: [],
};
const over = (status: 'COMPLETED' | 'FAILED') =>
  evaluateFramework(framework, fixtureSources({ executions: [anExecution({ id: 'e', startedAt: day(3), status })] }), YEAR);

test('only controls with another result are changes, and they have a direction', () => {
  expect(changesBetween(over('FAILED'), over('FAILED'))).toEqual([]);
  const [change] = changesBetween(over('FAILED'), over('COMPLETED'));
  expect(change).toEqual({ controlId: 'C1', title: 'Drills work', before: 'not', now: 'satisfied' });
  expect(change && directionOf(change)).toBe('better');
  expect(directionOf({ before: 'satisfied', now: 'partly' })).toBe('worse');
  expect(directionOf({ before: 'not-assessed', now: 'not' })).toBe('neither');
});
