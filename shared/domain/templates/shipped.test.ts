import { describe, expect, test } from 'vitest';
import { allEventTypes, familyOf } from '../notifications/event-types';
import { shippedLocales } from '../notifications/locale';
import { Format } from '../notifications/rendered-format';
import { sampleEvent } from '../notifications/samples/sample-event';
import { instantOf, msOf } from '../primitives';
import { checkTemplate } from './check-template';
import { limitsOf } from './limits';
import { shippedId, shippedTemplate, shippedTemplates } from './shipped';
import { everyText, message, rendered } from './testing/a-message';

test('every form and family has its template, by names the documentation may use', () => {
  for (const id of ['execution-status-email', 'execution-status-slack', 'digest-sms']) {
    expect(shippedTemplate(id)?.templateId).toBe(id);
  }
  expect(new Set(shippedTemplates.map(({ templateId }) => templateId)).size).toBe(shippedTemplates.length);
});

test('no shipped template names a variable that does not exist', () => {
  expect(shippedTemplates.flatMap(checkTemplate)).toEqual([]);
});

describe.each(Format.options)('shipped templates for %s', (format) => {
  test.each(shippedLocales)('say every event in %s, within the limits', (locale) => {
    for (const type of allEventTypes) {
      const made = message(format, type, { delivery: { locale } });
      expect(made.fault).toBeNull();
      expect(made.templateId).toBe(shippedId(familyOf(type), format));
      for (const { what, used, limit } of limitsOf(made.rendered))
        expect.soft(used, `${type} ${what}`).toBeLessThanOrEqual(limit);
      const texts = everyText(made.rendered).join('\n');
      expect.soft(texts, type).not.toMatch(/\b(?:fact|word|title|summary|section|banner|step|footer)\.[a-z]/);
      expect.soft(texts, type).not.toMatch(/undefined|\[object|NaN|\{\{|\{%/);
    }
  });

  test.each(shippedLocales)('say many events in %s in one message', (locale) => {
    const digest = ['server.launch-failed', 'server.launch-failed', 'wave.failed', 'execution.failed'] as const;
    const made = message(format, 'server.launch-failed', { delivery: { locale }, digest: digest.map(sampleEvent) });
    expect(made.fault).toBeNull();
    for (const { what, used, limit } of limitsOf(made.rendered)) expect.soft(used, what).toBeLessThanOrEqual(limit);
    expect(everyText(made.rendered).join('\n')).toMatch(/4|2 ×/);
  });

  test('say so in a rehearsal and in a test, once', () => {
    const event = { ...sampleEvent('execution.failed'), rehearsal: true };
    for (const locale of shippedLocales) {
      const made = message(format, 'execution.failed', { event, delivery: { test: true, locale } });
      const said = JSON.stringify(made.rendered);
      expect(said).toContain('REHEARSAL');
      expect(said).toContain('TEST');
    }
    expect(JSON.stringify(message(format, 'execution.failed').rendered)).not.toMatch(/REHEARSAL|\bTEST\b/);
  });
});

test('a test is known as one, also where the word stands in a name', () => {
  const event = { ...sampleEvent('server.launch-failed'), title: 'SLA-TEST-01, the LATEST, failed to launch', rehearsal: true };
  expect(rendered('text', event.type, { event, delivery: { test: true } }).subject).toMatch(/^\[REHEARSAL\] \[TEST\] /);
  const draft = { ...(shippedTemplate('server-status-webhook') ?? fail()), templateId: 'mine', body: '{"said":"{{ title }}"}' };
  const { body } = rendered('body', event.type, { event, draft, delivery: { test: true } });
  expect(JSON.parse(body)).toMatchObject({ notice: 'REHEARSAL TEST' });
});

function fail(): never {
  throw new Error('there is no such template');
}

test('the failback of a server is told by its own state, in every language', () => {
  for (const locale of shippedLocales) {
    const { text } = rendered('text', 'drs.failback-state', { delivery: { locale } });
    expect(text.split('\n').slice(0, 3).join('\n')).toContain('FAILBACK_IN_PROGRESS');
  }
});

test('a message that leaves late says when it happened and when it was sent', () => {
  const event = sampleEvent('server.launch-failed');
  const now = instantOf(msOf(event.occurredAt) + 29 * 60_000);
  for (const format of ['mail', 'text', 'slack', 'card'] as const) {
    const said = everyText(message(format, event.type, { now }).rendered).join('\n');
    expect(said).toMatch(/Happened .*, sent .*\./);
    expect(everyText(message(format, event.type).rendered).join('\n')).not.toMatch(/, sent /);
  }
});

test('mail carries the logo where it is named, and none that is no picture', () => {
  expect(rendered('mail', 'execution.failed').inline).toMatchObject([{ cid: 'logo', contentType: 'image/png' }]);
});

test('many events are as grave as the gravest of them, and what is over is green', () => {
  const digest = (['execution.started', 'wave.failed'] as const).map(sampleEvent);
  const many = rendered('mail', 'execution.started', { digest });
  expect(many.subject).toBe('2 events gathered: Payroll DR started');
  expect(many.html).toContain('>Medium<');
  expect(rendered('slack', 'execution.resumed').colour).toBe('#1a7f37');
});

test('the end of a page does not say to those it was escalated to that nobody acknowledged it', () => {
  const said = rendered('text', 'alert.resolved', { delivery: { step: 1 } }).text;
  expect(said).not.toContain('Nobody acknowledged');
});

test('what became of an alert is said once, in the reader’s language', () => {
  for (const type of ['alert.resolved', 'alert.acknowledged'] as const) {
    const { text } = rendered('text', type, { delivery: { locale: 'de' } });
    expect(sampleEvent(type).title).toMatch(/^(Resolved|Acknowledged): /);
    expect(text).not.toMatch(/Resolved|Acknowledged/);
    expect(text).toContain(sampleEvent(type).title.replace(/^\w+: /, ''));
  }
});

test('a source of which only the code is known is told with that in every language', () => {
  const silent = sampleEvent('health.source-silent');
  const event = { ...silent, source: silent.source === null ? null : { ...silent.source, message: null } };
  for (const locale of shippedLocales)
    expect(rendered('text', event.type, { event, delivery: { locale } }).text).not.toContain('–');
});

test('an escalated message says why it comes', () => {
  expect(rendered('slack', 'execution.failed', { delivery: { step: 1 } }).blocks[1]).toMatchObject({
    text: { text: expect.stringContaining('Nobody acknowledged this in time') },
  });
});
