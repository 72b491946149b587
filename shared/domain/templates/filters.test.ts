import { expect, test } from 'vitest';
import type { Mode } from './escape';
import { renderLiquid } from './liquid-engine';

const scope = {
  at: '2026-03-14T09:25:11.000Z',
  url: 'https://console.example/#/live/1',
  bad: 'javascript:alert(1)',
  name: 'a <b> "c" & d_e',
  list: [1, 2, 3],
};

function write(source: string, mode: Mode = 'plain', locale = 'en', zone = 'Europe/Berlin'): string {
  const made = renderLiquid(mode, source, scope, { locale, zone, now: '2026-03-14T09:37:30.000Z' });
  if (!made.ok) throw new Error(made.error.message);
  return made.value;
}

test.each([
  ['{{ at | time }}', 'en', '14 Mar 2026, 10:25 CET'],
  ['{{ at | time }}', 'de', '14. März 2026, 10:25 MEZ'],
  ["{{ at | time: 'short' }}", 'en', '10:25'],
  ["{{ at | time: 'seconds' }}", 'fr', '10:25:11'],
  ['{{ nothing | time }}', 'en', ''],
  ['{{ at | date }}', 'en', '14 Mar 2026'],
  ["{{ at | date: '%Y-%m-%d %H:%M' }}", 'en', '2026-03-14 10:25'],
  ["{{ 'now' | date: '%H:%M' }}", 'en', '10:37'],
  ['{{ at | relative }}', 'en', '12 min ago'],
  ['{{ at | relative }}', 'de', 'vor 12 Min.'],
  ['{{ 3840 | duration }}', 'en', '1 hr 4 min'],
  ['{{ 0 | duration }}', 'en', '0 sec'],
  ['{{ 0.25 | percent }}', 'en', '25%'],
  ['{{ 3 | percent: 12 }}', 'en', '25%'],
  ["{{ list | count: 'server' }}", 'en', '3 servers'],
  ["{{ 1 | count: 'wave' }}", 'de', '1 Welle'],
  ["{{ 2 | count: 'box' }}", 'en', '2 box'],
  ["{{ 'HIGH' | severity_word }}", 'ja', '高'],
  ["{{ 'HIGH' | severity_colour }}", 'en', '#c2410c'],
  ["{{ 'FAILED' | word }}", 'es', 'Fallido'],
  ["{{ 'servers.launched' | t: launched: 2, total: 3 }}", 'en', '2 of 3 launched'],
  ["{{ 'äöü👍🏽xyz' | truncate: 5 }}", 'en', 'äöü…'],
  ["{{ 'abcdef' | truncate: 5, '..' }}", 'en', 'abc..'],
])('%s in %s', (source, locale, text) => {
  expect(write(source, 'plain', locale)).toBe(text);
});

test('a zone that does not exist is UTC', () => {
  expect(write('{{ at | time }}', 'plain', 'en', 'Mars/Olympus')).toBe('14 Mar 2026, 09:25 UTC');
});

test('links are written in the markup of the message, and only to where one may go', () => {
  expect(write('{{ url | link: name }}', 'html')).toBe(
    '<a href="https://console.example/#/live/1">a &lt;b&gt; &quot;c&quot; &amp; d_e</a>',
  );
  expect(JSON.parse(`"${write('{{ url | link: name }}', 'slack')}"`)).toBe(
    '<https://console.example/#/live/1|a &lt;b&gt; "c" &amp; d_e>',
  );
  expect(JSON.parse(`"${write('{{ url | link: name }}', 'card')}"`)).toBe(
    '[a \\<b\\> "c" & d_e](https://console.example/#/live/1)',
  );
  expect(write('{{ url | link: name }}', 'plain')).toBe('a <b> "c" & d_e: https://console.example/#/live/1');
  expect(write('{{ bad | link: name }}', 'html')).toBe('a &lt;b&gt; &quot;c&quot; &amp; d_e');
});

test('in Slack, times are in the zone of whoever reads', () => {
  expect(write('{{ at | reader_time }}', 'slack')).toBe('<!date^1773480311^{date_short_pretty} {time}|14 Mar 2026, 10:25 CET>');
  expect(write('{{ at | reader_time }}', 'plain')).toBe('14 Mar 2026, 10:25 CET');
});

test('json is JSON where the message is, and escaped like every text elsewhere', () => {
  expect(write('{{ name | json }}', 'json')).toBe('"a <b> \\"c\\" & d_e"');
  expect(write('{{ name | json }}', 'slack')).toBe('"a &lt;b&gt; \\"c\\" &amp; d_e"');
  expect(write('{{ name | json }}', 'html')).toBe('&quot;a &lt;b&gt; \\&quot;c\\&quot; &amp; d_e&quot;');
  expect(write('{{ nothing | json }}', 'json')).toBe('null');
});
