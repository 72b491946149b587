import type { Channel } from '../../../shared/domain/notifications/configuration';
import type { NotificationDefaults } from '../../../shared/domain/notifications/defaults';
import { formatOf } from '../../../shared/domain/notifications/delivery';
import { destinationsOf } from '../../../shared/domain/notifications/plan/destinations';
import { checkTemplate } from '../../../shared/domain/templates/check-template';
import type { TemplateStore } from '../notifications-api';

/** Why the template that a channel names cannot be used as it stands, or null. */
export function templateFault(
  templateId: string,
  channel: Channel,
  defaults: NotificationDefaults,
  templates: Pick<TemplateStore, 'get'>,
): string | null {
  const template = templates.get(templateId, channel.Configuration.Locale ?? defaults.Locale);
  if (template === null) return `There is no template ${templateId}.`;
  const formats = destinationsOf(channel, '', defaults).map(({ carrier }) => formatOf[carrier]);
  // Mail to a topic is text; the template of the same family and that form is taken for it.
  if (formats.length > 0 && !formats.includes(template.format) && channel.Type !== 'EMAIL')
    return `The template ${templateId} is written for ${template.format}, and this channel takes ${formats.join(' or ')}.`;
  const problem = checkTemplate(template).find(({ severity }) => severity === 'error');
  return problem === undefined ? null : `The template ${templateId} cannot be used: ${problem.message}`;
}
