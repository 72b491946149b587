import { expect, test } from 'vitest';
import { metricList } from '../shared/domain/capacity/metric-list';
import { metricsDocument } from './scripts/lib/metrics-document';

test('every metric has a name of its own', () => {
  const names = metricList.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});

// To write it anew: this test with `-u`.
test('docs/metrics.md says what the list says', async () => {
  await expect(metricsDocument(metricList)).toMatchFileSnapshot('docs/metrics.md');
});
