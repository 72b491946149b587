import type { ChannelType } from '../../../shared/domain/notifications/configuration';
import { EventFamily, familyOf, NotificationEventType } from '../../../shared/domain/notifications/event-types';
import { Format } from '../../../shared/domain/notifications/rendered-format';
import { sampleEvent } from '../../../shared/domain/notifications/samples/sample-event';
import { Template } from '../../../shared/domain/notifications/template';
import { filterList } from '../../../shared/domain/templates/filters';
import { previewTemplate } from '../../../shared/domain/templates/preview-template';
import { variablesList } from '../../../shared/domain/templates/variables';
import type { Engine } from '../engine-api';
import { done, runCommand } from './commands';
import type { Implementer } from './implementer';
import { writeRefused } from './notification-refusals';
import { pageOf } from './paging';
import { invalid, notFound } from './problems';

/** Words of messages: list, save, go back, look before sending. */
export function templateHandlers(os: Implementer, engine: Engine) {
  const { templates } = os.notifications;
  const store = () => engine.inside.notifications.templates;
  const missing = (templateId: string) => notFound('template', templateId);
  return {
    list: templates.list.handler(({ input }) => {
      const wanted = store()
        .list()
        .filter(({ format }) => input.format === undefined || format === input.format)
        .filter(({ locale }) => input.locale === undefined || locale === input.locale);
      return pageOf(wanted, input, ({ templateId, locale }) => `${templateId} ${locale}`, 'ascending');
    }),
    get: templates.get.handler(({ input: { templateId, locale } }) => {
      const template = store().get(templateId, locale ?? 'en');
      if (template === null) throw missing(templateId);
      return template;
    }),
    put: templates.put.handler(({ input, context: { actor } }) =>
      runCommand(engine, { command: 'notifications.templates.put', need: 'admin', actor, note: input.templateId }, async () => {
        const saved = await store().save(draftOf(input), actor);
        if (!saved.ok) throw writeRefused('template', saved.error);
        return done(`Version ${saved.value.version} of ${input.templateId} was saved.`, saved.value);
      }),
    ),
    remove: templates.remove.handler(({ input: { templateId, locale }, context: { actor } }) =>
      runCommand(engine, { command: 'notifications.templates.remove', need: 'admin', actor, note: templateId }, async () => {
        const removed = await store().remove(templateId, locale ?? 'en', actor);
        if (!removed.ok) throw writeRefused('template', removed.error);
        return done(`${templateId} was deleted.`, { templateId, remaining: removed.value });
      }),
    ),
    versions: templates.versions.handler(({ input: { templateId, locale } }) => {
      const items = store().versions(templateId, locale ?? 'en');
      if (items.length === 0) throw missing(templateId);
      return { items };
    }),
    restore: templates.restore.handler(({ input: { templateId, locale, version }, context: { actor } }) =>
      runCommand(engine, { command: 'notifications.templates.restore', need: 'admin', actor, note: templateId }, async () => {
        const restored = await store().restore(templateId, locale ?? 'en', version, actor);
        if (!restored.ok) throw writeRefused('template', restored.error);
        return done(`Version ${version} of ${templateId} holds again.`, restored.value);
      }),
    ),
    preview: templates.preview.handler(({ input }) => {
      const { defaults, event } = {
        defaults: engine.inside.notifications.store.current().Defaults,
        event: pastEvent(engine, input),
      };
      return previewTemplate(input.template, event, input.locale ?? input.template.locale, defaults);
    }),
    test: templates.test.handler(({ input, context: { actor } }) =>
      runCommand(
        engine,
        { command: 'notifications.templates.test', need: 'act', actor, note: input.template.templateId },
        async () => {
          const tested = await engine.inside.notifications.test(
            {
              notificationId: input.notificationId,
              channelIndex: input.channelIndex,
              escalation: false,
              event: input.event ?? 'execution.failed',
              template: input.template,
            },
            actor,
          );
          if (!tested.ok) throw writeRefused('notification', tested.error);
          return done(`The test ended as ${tested.value.first.state}.`, tested.value.first);
        },
      ),
    ),
    variables: templates.variables.handler(() => ({
      variables: variablesList(),
      filters: filterList.map((filter) => ({ ...filter })),
    })),
  };
}

/** The event of a past delivery, or the sample of a type. */
function pastEvent(
  engine: Engine,
  asked: { readonly event?: NotificationEventType | undefined; readonly deliveryId?: string | undefined },
) {
  if (asked.deliveryId === undefined) return sampleEvent(asked.event ?? 'execution.failed');
  const record = engine.inside.notifications.outbox.get(asked.deliveryId);
  if (record === null) throw notFound('delivery', asked.deliveryId);
  return record.event;
}

interface Draft {
  readonly templateId: string;
  readonly channel: string;
  readonly event: string;
  readonly locale: string;
  readonly name?: string | undefined;
  readonly subject?: string | null | undefined;
  readonly body: string;
  readonly text?: string | null | undefined;
}

/** A template as REST writes it: by type of channel or form of message, for a family of events or one of its kinds. */
function draftOf({ templateId, channel, event, locale, name, subject, body, text }: Draft): Template {
  const format = formatNamed(channel);
  const family = familyNamed(event);
  const draft = Template.safeParse({
    templateId,
    name: name ?? templateId,
    format,
    event: family,
    locale,
    subject: subject ?? null,
    body,
    text: text ?? null,
  });
  if (draft.success) return draft.data;
  const [issue] = draft.error.issues;
  throw invalid('template.invalid', String(issue?.path[0] ?? 'templateId'), issue?.message ?? 'this is no template');
}

const formatOfType: { readonly [T in ChannelType]: Format } = {
  EMAIL: 'mail',
  SMS: 'sms',
  SLACK: 'slack',
  PAGERDUTY: 'pagerduty',
  TEAMS: 'card',
  WEBHOOK: 'body',
  SNS: 'sns',
  DESKTOP: 'desktop',
  SERVICENOW: 'text',
  JIRA: 'text',
};

function formatNamed(channel: string): Format {
  const byType = Object.entries(formatOfType).find(([type]) => type === channel.toUpperCase())?.[1];
  const format = byType ?? Format.safeParse(channel).data;
  if (format !== undefined) return format;
  throw invalid(
    'template.invalid',
    'channel',
    `give a type of channel (${Object.keys(formatOfType).join(', ')}) or a form of message (${Format.options.join(', ')})`,
  );
}

/** Templates are written for a family; one kind of event stands for the family it belongs to. */
function familyNamed(event: string): Template['event'] {
  const kind = NotificationEventType.safeParse(event);
  const family = event === 'any' ? 'any' : kind.success ? familyOf(kind.data) : EventFamily.safeParse(event).data;
  if (family !== undefined) return family;
  throw invalid(
    'template.invalid',
    'event',
    `give any, a family of events (${EventFamily.options.join(', ')}) or one event of the catalogue`,
  );
}
