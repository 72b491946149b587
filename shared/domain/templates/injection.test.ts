import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { NotificationEvent } from '../notifications/event';
import { Format } from '../notifications/rendered-format';
import { sampleEvent } from '../notifications/samples/sample-event';
import type { Template } from '../notifications/template';
import { limitsOf } from './limits';
import { everyText, message, rendered } from './testing/a-message';

/** An event in which everything that somebody else may choose says `text`. */
function poisoned(text: string): NotificationEvent {
  const event = sampleEvent('server.launch-failed');
  const { execution, server, wave } = event;
  return {
    ...event,
    title: text,
    summary: text,
    planName: text,
    contextName: text,
    nextSteps: [text],
    logExcerpt: [{ at: event.occurredAt, text }],
    server: server === null ? null : { ...server, name: text, error: text, rawError: text },
    wave: wave === null ? null : { ...wave, label: text },
    execution:
      execution === null
        ? null
        : {
            ...execution,
            initiatedBy: text,
            errorMessage: text,
            waves: execution.waves.map((one) => ({ ...one, label: text })),
            servers: execution.servers.map((one) => ({ ...one, name: text, error: text, rawError: text })),
          },
    custom: { source: text, name: text, data: { [text]: text, nested: { [text]: [text] } } },
  };
}

const said = (format: Format, text: string, type: NotificationEvent['type'] = 'execution.failed'): string =>
  everyText(message(format, type, { event: { ...poisoned(text), type } }).rendered).join('\n');

describe('what somebody writes into a name is shown, and does nothing', () => {
  test('no script, no element, no attribute in mail', () => {
    const { html, subject } = rendered('mail', 'execution.failed', {
      event: { ...poisoned('<script>alert(1)</script>"><img src=x onerror=alert(1)>'), type: 'execution.failed' },
    });
    expect(html).not.toMatch(/<script>alert|<img src=x/);
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&quot;&gt;&lt;img');
    expect(subject).toContain('<script>');
  });

  test('no mention and no link in Slack', () => {
    const text = said('slack', '<!channel> <!here> <@U0123> <#C1> <https://evil.example|click> @channel @here @everyone');
    expect(text).not.toMatch(/<(?:!(?!date\^)|[@#]|https:\/\/evil)|@channel|@here|@everyone/);
    expect(text).toContain('<!date^');
  });

  test('no link and no emphasis in cards, and names with underscores stay', () => {
    const event = poisoned('[click](https://evil.example) **bold** <b>x</b> db_server_01');
    const text = everyText(rendered('card', 'execution.failed', { event }).card).join('\n');
    expect(text).not.toMatch(/(?<!\\)\[click|(?<!\\)\*\*bold|(?<!\\)<b>/);
    expect(text).toContain('db_server_01');
  });

  test('no second link in cards through the address of a link', () => {
    const url = 'https://a.example/)[Click](https://evil.example/x_(y)';
    const draft: Template = {
      templateId: 'mine',
      name: 'Mine',
      format: 'card',
      event: 'any',
      locale: 'en',
      subject: null,
      body: '{"body":[{"type":"TextBlock","text":"{{ custom.data.url | link: custom.name }}"}]}',
      text: null,
    };
    const custom = { source: 'ci', name: 'Build', data: { url } };
    const event = { ...sampleEvent('custom.event'), custom };
    const [text = ''] = everyText(rendered('card', 'custom.event', { event, draft }).card.body).filter((one) =>
      one.includes('a.example'),
    );
    expect(text.match(/\]\(/g)).toHaveLength(1);
    expect(text.match(/[()]/g)).toEqual(['(', ')']);
  });

  test.each(['text', 'mail', 'sns', 'desktop'] as const)('no second header in the subject of %s', (format) => {
    const made = message(format, 'execution.failed', {
      event: poisoned('x\r\nBcc: everybody@example.com\u2028y\u0000z'),
    }).rendered;
    const line = 'subject' in made ? made.subject : 'title' in made ? made.title : '';
    expect(line).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
    expect(line).toContain('Bcc: everybody@example.com');
  });

  test.each(Format.options)('Liquid in a name is not executed in %s', (format) => {
    const texts = said(format, "{{ 7 | times: 191 }}{% include 'facts' %}");
    expect(texts).not.toContain('1337');
    expect(texts).toMatch(/\{\{ 7/);
  });

  test('a name cannot turn the direction of writing', () => {
    expect(said('text', 'abc\u202egnp.exe\u2066')).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
  });
});

const anyText = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ unit: 'grapheme', maxLength: 60 }));

test.each(['slack', 'card', 'pagerduty', 'body', 'sns'] as const)('%s stays JSON within its limits for any text', (format) => {
  fc.assert(
    fc.property(anyText, (text) => {
      for (const type of ['execution.failed', 'custom.event'] as const) {
        const made = message(format, type, { event: { ...poisoned(text), type } });
        expect(made.fault).toBeNull();
        for (const { what, used, limit } of limitsOf(made.rendered)) {
          if (format !== 'body') expect(used, what).toBeLessThanOrEqual(limit);
        }
        if (made.rendered.format === 'body') expect(JSON.parse(made.rendered.body)).toHaveProperty('data.eventId');
      }
    }),
    { numRuns: 40 },
  );
});

test('an own JSON body keeps what it says, whatever the text', () => {
  const draft: Template = {
    templateId: 'mine',
    name: 'Mine',
    format: 'body',
    event: 'any',
    locale: 'en',
    subject: null,
    body: '{"said": "{{ summary }}", "list": [{% for s in servers %}"{{ s.name }}",{% endfor %}], "data": {{ custom.data | json }}}',
    text: null,
  };
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
      const made = rendered('body', 'execution.failed', { draft, event: poisoned(text) });
      const parsed: unknown = JSON.parse(made.body);
      expect(parsed).toMatchObject({
        said: text.replace(/\r\n?|[\u2028\u2029]/g, '\n').replace(/[\u202a-\u202e\u2066-\u2069]/g, ''),
      });
    }),
    { numRuns: 60 },
  );
});

test('messages about very many servers and very long texts stay within the limits', () => {
  const base = poisoned(`long ${'名前 & <x> '.repeat(60)}`);
  const [server] = base.execution?.servers ?? [];
  const servers = server === undefined ? [] : Array.from({ length: 50 }, () => server);
  const event: NotificationEvent = {
    ...base,
    type: 'execution.failed',
    execution: base.execution === null ? null : { ...base.execution, servers, serversOmitted: 950 },
    logExcerpt: Array.from({ length: 20 }, () => ({ at: base.occurredAt, text: 'x'.repeat(2_000) })),
  };
  for (const format of ['slack', 'card', 'sns', 'sms', 'mail', 'text', 'pagerduty', 'desktop'] as const) {
    const made = message(format, 'execution.failed', { event });
    expect(made.fault).toBeNull();
    for (const { what, used, limit } of limitsOf(made.rendered))
      expect.soft(used, `${format} ${what}`).toBeLessThanOrEqual(limit);
  }
});
