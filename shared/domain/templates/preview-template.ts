import type { NotificationDefaults } from '../notifications/defaults';
import type { NotificationEvent } from '../notifications/event';
import type { Rendered } from '../notifications/rendered';
import type { LimitUse, Template, TemplateProblem } from '../notifications/template';
import { checkTemplate } from './check-template';
import { limitsOf } from './limits';
import { renderTemplate } from './render-template';
import { isDigestId } from './shipped';

export interface TemplatePreview {
  /** Null where the template cannot be rendered. */
  readonly rendered: Rendered | null;
  readonly problems: TemplateProblem[];
  readonly limits: LimitUse[];
}

/** What a draft makes of an event, what is wrong with it, and how much of its channel's limits it uses. */
export function previewTemplate(
  draft: Template,
  event: NotificationEvent,
  locale: string,
  defaults: NotificationDefaults,
): TemplatePreview {
  const problems = checkTemplate(draft);
  if (problems.some(({ severity }) => severity === 'error')) return { rendered: null, problems, limits: [] };
  const digest = isDigestId(draft.templateId) ? [event, event] : [];
  const made = renderTemplate(draft, { event, delivery: null, digest, defaults, now: event.occurredAt, locale });
  if (!made.ok) return { rendered: null, problems: [...problems, made.error], limits: [] };
  return { rendered: made.value, problems, limits: limitsOf(made.value) };
}
