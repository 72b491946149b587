import { EventFamily } from '../notifications/event-types';
import { Format } from '../notifications/rendered-format';
import type { Template } from '../notifications/template';
import { contentFor, digestContentFor } from './shipped-content';

/** How ids name the forms of message. */
export const formatNames: Readonly<Record<Format, string>> = {
  mail: 'email',
  text: 'text',
  sms: 'sms',
  slack: 'slack',
  card: 'teams',
  pagerduty: 'pagerduty',
  body: 'webhook',
  sns: 'sns',
  desktop: 'desktop',
};

/** Templates that ship, in the order lists show them: one per family and form, and one per form for events gathered in a storm. */
export const shippedTemplates: readonly Template[] = Format.options.flatMap((format) => [
  ...EventFamily.options.map((family) => shippedFor(family, format)),
  digestFor(format),
]);

const byId = new Map(shippedTemplates.map((template) => [template.templateId, template]));

export function shippedTemplate(templateId: string): Template | null {
  return byId.get(templateId) ?? null;
}

export function shippedId(family: EventFamily, format: Format): string {
  return `${family}-status-${formatNames[format]}`;
}

export function digestId(format: Format): string {
  return `digest-${formatNames[format]}`;
}

/** Whether a template is for events gathered in a storm: these are chosen by their id alone. */
export function isDigestId(templateId: string): boolean {
  return templateId.startsWith('digest-');
}

function shippedFor(family: EventFamily, format: Format): Template {
  const title = family === 'drs' ? 'Replication' : family.charAt(0).toUpperCase() + family.slice(1);
  return {
    templateId: shippedId(family, format),
    name: `${title} (${formatNames[format]})`,
    format,
    event: family,
    locale: 'en',
    ...contentFor(format, family),
  };
}

function digestFor(format: Format): Template {
  return {
    templateId: digestId(format),
    name: `Gathered events (${formatNames[format]})`,
    format,
    event: 'any',
    locale: 'en',
    ...digestContentFor(format),
  };
}
