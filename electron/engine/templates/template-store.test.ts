import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ConsoleEvent } from '../../../shared/domain/events';
import { allEventTypes } from '../../../shared/domain/notifications/event-types';
import { sampleEvent } from '../../../shared/domain/notifications/samples/sample-event';
import type { Template } from '../../../shared/domain/notifications/template';
import { shippedTemplates } from '../../../shared/domain/templates/shipped';
import { aDelivery, defaults } from '../../../shared/domain/templates/testing/a-message';
import type { Actor } from '../ports';
import { aFolder } from '../testing/a-folder';
import { fakePorts } from '../testing/fakes';
import { openTemplates } from './open-templates';
import { MOST_VERSIONS } from './template-file';

const actor: Actor = { id: 'token:chief', role: 'admin', host: 'headless' };

const own = (change: Partial<Template> = {}): Template => ({
  templateId: 'execution-status-email',
  name: 'Ours',
  format: 'mail',
  event: 'execution',
  locale: 'en',
  subject: 'Ours: {{ title }}',
  body: '<p>{{ summary }}</p>',
  text: null,
  ...change,
});

async function open(dataDir = aFolder()) {
  const { clock, wall } = fakePorts();
  const events: ConsoleEvent[] = [];
  const opened = await openTemplates({ dataDir, clock, now: wall.now(), owe: (more) => events.push(...more) });
  if (!opened.ok) throw new Error(opened.error.message);
  const event = sampleEvent('execution.failed');
  const render = (carrier: 'email-smtp' | 'email-sns' | 'slack-webhook', change = {}) =>
    opened.value.renderer.render({
      delivery: aDelivery(event, carrier, change),
      event,
      digest: [],
      defaults,
      now: event.occurredAt,
    });
  return { ...opened.value, dataDir, events, render };
}

const value = <T>(result: { readonly ok: true; readonly value: T } | { readonly ok: false }): T => {
  if (!result.ok) throw new Error('refused');
  return result.value;
};

describe('templates of one’s own', () => {
  test('begin as those that ship', async () => {
    const { store } = await open();
    expect(store.list()).toHaveLength(shippedTemplates.length);
    expect(store.get('execution-status-slack', 'de')).toMatchObject({ version: 0, origin: 'shipped', overrides: false });
    expect(store.get('nothing', 'de')).toBeNull();
  });

  test('take the place of the shipped one under the same id, are recorded, and are kept', async () => {
    const { store, render, events, dataDir } = await open();
    expect(value(await store.save(own(), actor))).toMatchObject({
      version: 1,
      origin: 'own',
      overrides: true,
      changedBy: 'token:chief',
    });
    expect(render('email-smtp').rendered).toMatchObject({ subject: expect.stringMatching(/^Ours: /) });
    expect(events).toMatchObject([{ type: 'template.changed', version: 1, change: 'saved', actor: 'token:chief' }]);
    const again = await open(dataDir);
    expect(again.store.get('execution-status-email', 'en')?.body).toBe('<p>{{ summary }}</p>');
    expect(again.store.list()).toHaveLength(shippedTemplates.length);
  });

  test('serve their language and those that fall back on it', async () => {
    const { store, render } = await open();
    await store.save(own({ locale: 'pt', subject: 'Nosso' }), actor);
    expect(render('email-smtp', { locale: 'pt-BR' }).rendered).toMatchObject({ subject: 'Nosso' });
    expect(render('email-smtp', { locale: 'de' }).rendered).toMatchObject({ subject: expect.stringMatching(/^Kritisch: /) });
    expect(store.get('execution-status-email', 'pt-BR')).toMatchObject({ origin: 'own', locale: 'pt' });
    expect(store.list().filter(({ templateId }) => templateId === 'execution-status-email')).toHaveLength(2);
  });

  test('have versions, any of which can be the newest again, the shipped one too', async () => {
    const { store } = await open();
    await store.save(own({ subject: 'one' }), actor);
    await store.save(own({ subject: 'two' }), actor);
    expect(store.versions('execution-status-email', 'en').map(({ version }) => version)).toEqual([2, 1, 0]);
    const restored = value(await store.restore('execution-status-email', 'en', 1, actor));
    expect(restored).toMatchObject({ version: 3, subject: 'one' });
    expect(value(await store.restore('execution-status-email', 'en', 0, actor)).body).toContain("{% layout 'mail' %}");
    expect(await store.restore('execution-status-email', 'en', 99, actor)).toMatchObject({ error: { code: 'unknown' } });
  });

  test(`keep ${MOST_VERSIONS} versions`, async () => {
    const { store } = await open();
    for (let count = 0; count < MOST_VERSIONS + 3; count += 1) await store.save(own({ subject: `no. ${count}` }), actor);
    expect(store.versions('execution-status-email', 'en')).toHaveLength(MOST_VERSIONS + 1);
  });

  test('when deleted, the shipped one holds again, and the deletion can be undone', async () => {
    const { store, events } = await open();
    await store.save(own(), actor);
    expect(value(await store.remove('execution-status-email', 'en', actor))).toMatchObject({ origin: 'shipped' });
    expect(events.at(-1)).toMatchObject({ change: 'deleted', version: 2 });
    expect(await store.remove('execution-status-email', 'en', actor)).toMatchObject({ error: { code: 'conflict' } });
    expect(await store.remove('nothing', 'en', actor)).toMatchObject({ error: { code: 'unknown' } });
    expect(value(await store.restore('execution-status-email', 'en', 1, actor))).toMatchObject({ version: 3, name: 'Ours' });
  });

  test.each([
    ['a filter nobody has', { body: 'a\n{{ title | nope }}' }, 'body', 'unknown filter nope (line 2, column 1)'],
    ['a subject that does not end', { subject: '{{ title' }, 'subject', 'output "{{ title" not closed (line 1, column 1)'],
    ['an endless loop', { body: '{% for i in (1..1000000000) %}{% endfor %}' }, 'body', /memory/],
    ['a form other than the shipped one’s', { format: 'slack', body: '{}' }, 'channel', /is a template for mail/],
  ] as const)('%s is refused with its field', async (_, change, field, words) => {
    const { store, events } = await open();
    const saved = await store.save(own(change), actor);
    const message = typeof words === 'string' ? words : expect.stringMatching(words);
    expect(saved).toMatchObject({ ok: false, error: { code: 'invalid', field, message } });
    expect(events).toEqual([]);
  });

  test('JSON that is none is refused when it is saved, not when somebody has to be told', async () => {
    const { store } = await open();
    const saved = await store.save(own({ templateId: 'mine', format: 'slack', subject: null, body: '{"blocks":[}' }), actor);
    expect(saved).toMatchObject({ ok: false, error: { field: 'body', message: expect.stringMatching(/not JSON/) } });
  });

  test('an unknown variable is no reason to refuse', async () => {
    const { store } = await open();
    expect((await store.save(own({ body: '{{ nobody }}' }), actor)).ok).toBe(true);
  });

  test('a file that is none is moved aside, and those that ship hold', async () => {
    const dataDir = aFolder();
    writeFileSync(join(dataDir, 'templates.json'), '{"version":7}');
    const { movedAside, store } = await open(dataDir);
    expect(readFileSync(movedAside?.file ?? '', 'utf8')).toBe('{"version":7}');
    expect(store.list()).toHaveLength(shippedTemplates.length);
  });
});

describe('which template a message takes', () => {
  test('the one its channel names, where form and family fit', async () => {
    const { store, render } = await open();
    await store.save(own({ templateId: 'chief', subject: 'Chief' }), actor);
    await store.save(own({ templateId: 'servers-only', event: 'server', subject: 'Server' }), actor);
    expect(render('email-smtp', { templateId: 'chief' })).toMatchObject({ templateId: 'chief', rendered: { subject: 'Chief' } });
    expect(render('email-smtp', { templateId: 'servers-only' }).templateId).toBe('execution-status-email');
    expect(render('email-sns', { templateId: 'chief' }).templateId).toBe('execution-status-text');
    expect(render('slack-webhook', { templateId: 'gone' })).toMatchObject({ templateId: 'execution-status-slack', fault: null });
  });

  test('a draft is used once, for the delivery it was made for', async () => {
    const { render, useDraft } = await open();
    useDraft('dlv-1', own({ templateId: 'draft', subject: 'Draft' }));
    expect(render('email-smtp', { test: true }).rendered).toMatchObject({ subject: '[TEST] Draft' });
    expect(render('email-smtp').templateId).toBe('execution-status-email');
  });
});

test('one’s own copies of every shipped template can be saved', async () => {
  const { store } = await open();
  for (const template of shippedTemplates) expect.soft((await store.save(template, actor)).ok, template.templateId).toBe(true);
  expect(allEventTypes.length).toBeGreaterThan(0);
});
