import { expect, it } from 'vitest';
import { otherLabels, silenceOf } from './silence-of';

it('a silence begins with what an alert is about, and offers the rest', () => {
  const labels = { host: 'db-7', kind: 'disk-full', source: 'cron', region: 'eu-west-1', az: '' };
  const matchers = silenceOf(labels);
  expect(matchers.map(({ label, value }) => `${label}=${value}`)).toEqual(['host=db-7', 'kind=disk-full']);
  expect(otherLabels(labels, matchers)).toEqual([
    ['source', 'cron'],
    ['region', 'eu-west-1'],
  ]);
  expect(silenceOf({ server: 's-1', serverName: 'app-1' }).map(({ label }) => label)).toEqual(['serverName']);
});
