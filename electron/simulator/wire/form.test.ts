import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readForm } from './form';
import { xmlFields } from './xml';

test('lists and maps are put together again, in order of their numbers', () => {
  const numbered = Array.from({ length: 12 }, (_, index) => `Ids.member.${index + 1}=v${index + 1}`).reverse();
  const body = [
    ...numbered,
    'Tags.member.1.Key=a',
    'Tags.member.1.Value=b%26c',
    'Attributes.entry.1.key=k',
    'Attributes.entry.1.value=',
  ].join('&');
  expect(readForm(body)).toEqual({
    Ids: Array.from({ length: 12 }, (_, index) => `v${index + 1}`),
    Tags: [{ Key: 'a', Value: 'b&c' }],
    Attributes: [{ key: 'k', value: '' }],
  });
});

test('no form makes it throw or reach beyond its own fields', () => {
  fc.assert(fc.property(fc.string(), (text) => typeof readForm(text) === 'object'));
  readForm('__proto__.polluted=yes&constructor.prototype.polluted=yes');
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
});

test('XML: members, entries, and what must be escaped', () => {
  const fields = { Topics: [{ TopicArn: 'a<b' }], Attributes: new Map([['k', 'line\r\n"&"']]), Absent: undefined, None: null };
  expect(xmlFields(fields)).toBe(
    '<Topics><member><TopicArn>a&lt;b</TopicArn></member></Topics>' +
      '<Attributes><entry><key>k</key><value>line&#13;\n&quot;&amp;&quot;</value></entry></Attributes>',
  );
});
