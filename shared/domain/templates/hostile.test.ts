import { describe, expect, test } from 'vitest';
import type { Template } from '../notifications/template';
import { checkTemplate } from './check-template';
import { renderLiquid } from './liquid-engine';
import { message } from './testing/a-message';

const setting = { locale: 'en', zone: 'UTC', now: '2026-03-14T09:25:11.000Z' };
const aTemplate = (change: Partial<Template>): Template => ({
  templateId: 'mine',
  name: 'Mine',
  format: 'text',
  event: 'any',
  locale: 'en',
  subject: null,
  body: '',
  text: null,
  ...change,
});

function fault(source: string, scope: Record<string, unknown> = {}): string {
  const made = renderLiquid('plain', source, scope, setting);
  if (made.ok) throw new Error(`written: ${made.value.slice(0, 50)}`);
  return made.error.message;
}

describe('a template that would stop the console is given up', () => {
  test.each([
    ['a range without end', '{% for i in (1..1000000000) %}x{% endfor %}', /memory/],
    [
      'loops in loops',
      '{% for i in (1..9000) %}{% for j in (1..9000) %}{% assign z = j %}{% endfor %}{% endfor %}',
      /memory|longer than/,
    ],
    [
      '10 MB of text',
      '{% for i in (1..10000) %}{% for j in (1..10) %}0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789{% endfor %}{% endfor %}',
      /longer than|memory/,
    ],
    ['a text that doubles', `{% assign a = "xxxxxxxxxx" %}${'{% assign a = a | append: a %}'.repeat(40)}{{ a }}`, /memory/],
    ['a part that takes itself in', "{% include 'facts' %}{% include 'nothing' %}", /no part "nothing"/],
  ])('%s', (_, source, words) => {
    expect(fault(source)).toMatch(words);
  });

  test('captured output is bounded too', () => {
    const piece = 'x'.repeat(10_000);
    for (const use of ['{{ a }}', '{{ a | truncate: 10 }}', "{{ 'footer.when' | t: happened: a }}", '{{ a | json }}']) {
      const source = `{% capture a %}{% for i in (1..50000) %}${piece}{% endfor %}{% endcapture %}${use}`;
      expect(fault(source)).toMatch(/longer than/);
    }
  });

  test('a source that is too long, or nested too deep, is a problem and no crash', () => {
    expect(fault('x'.repeat(100_001))).toMatch(/longer than 100000/);
    const deep = `${'{% if true %}'.repeat(4_000)}${'{% endif %}'.repeat(4_000)}`;
    expect(() => renderLiquid('plain', deep, {}, setting)).not.toThrow();
  });
});

describe('a template reaches nothing but its variables', () => {
  test.each([
    "{% include '/etc/passwd' %}",
    "{% layout '../../package.json' %}",
    "{% render 'facts' %}",
    '{{ title | raw }}',
    "{{ 'x' | base64_decode }}",
    '{% increment title %}',
  ])('%s is refused', (source) => {
    expect(renderLiquid('plain', source, { title: 'x' }, setting).ok).toBe(false);
  });

  test.each([
    '{{ title.constructor }}',
    '{{ list.__proto__ }}',
    '{{ title.constructor.prototype }}',
    '{{ list.constructor.name }}',
  ])('%s is empty', (source) => {
    expect(renderLiquid('plain', source, { title: 'x', list: [1] }, setting)).toEqual({ ok: true, value: '' });
  });
});

describe('problems have their place', () => {
  test.each([
    ['an unknown filter', 'one\ntwo {{ title | tme }}', 'unknown filter tme', 2, 5],
    ['an unknown tag', '{% nope %}', 'unknown tag nope', 1, 1],
    ['an output left open', 'a\n\n {{ title ', 'output "{{ title " not closed', 3, 2],
    ['a tag left open', '{% if title %}x', 'tag {% if title %} not closed', 1, 1],
  ])('%s', (_, body, text, line, column) => {
    expect(checkTemplate(aTemplate({ body }))).toEqual([{ field: 'body', severity: 'error', message: text, line, column }]);
  });

  test('an unknown variable is a warning, also a field that the items of a list do not have', () => {
    const body = '{{ executionid }}\n{% for wave in waves %}{{ wave.label }}{{ wave.lable }}{% endfor %}{{ ExecutionId }}';
    expect(checkTemplate(aTemplate({ body }))).toEqual([
      { field: 'body', severity: 'warning', message: 'unknown variable executionid: it will be empty', line: 1, column: 4 },
      { field: 'body', severity: 'warning', message: 'unknown variable wave.lable: it will be empty', line: 2, column: 43 },
    ]);
  });

  test('in sending, an unknown variable is empty', () => {
    const draft = aTemplate({ subject: 'A{{ nobody.home }}B', body: 'x' });
    expect(message('text', 'execution.failed', { draft })).toMatchObject({ fault: null, rendered: { subject: 'AB' } });
  });
});

describe('a template that fails makes way for the plain message, and says why', () => {
  test.each([
    ['a filter', aTemplate({ body: '{{ title | nope }}' }), 'template mine: body, line 1, column 1: unknown filter nope'],
    ['no JSON', aTemplate({ format: 'slack', body: '{ "blocks": [ }' }), /template mine: body: the message is not JSON/],
    ['no blocks', aTemplate({ format: 'slack', body: '{ "blocks": 1 }' }), /an object with "text" and "blocks"/],
  ])('%s', (_, draft, words) => {
    const made = message(draft.format, 'execution.failed', { draft });
    expect(made.fault).toMatch(words);
    expect(made.templateId).toBe('built-in');
    expect(JSON.stringify(made.rendered)).toContain('Payroll DR');
  });
});
