import type { NotificationDefaults } from '../notifications/defaults';
import type { Delivery } from '../notifications/delivery';
import type { NotificationEvent } from '../notifications/event';
import type { Rendered } from '../notifications/rendered';
import type { Template, TemplateProblem } from '../notifications/template';
import type { Instant } from '../primitives';
import { chooseTemplate } from './choose-template';
import { gravestOf } from './digest-groups';
import { plainMessage } from './plain-message';
import { renderTemplate } from './render-template';

/** One's own templates, newest versions. Those that ship are known here. */
export interface OwnTemplates {
  all(): readonly Template[];
}

export interface RenderMessageInput {
  readonly delivery: Delivery;
  readonly event: NotificationEvent;
  /** Events gathered in a storm, this one among them, oldest first; empty where this is no digest. */
  readonly digest: readonly NotificationEvent[];
  readonly defaults: NotificationDefaults;
  /** Engine time of rendering. */
  readonly now: Instant;
  readonly own: OwnTemplates;
  /** Takes the place of every stored template: a draft that is being tested. */
  readonly draft: Template | null;
}

export interface RenderedMessage {
  readonly rendered: Rendered;
  /** `built-in` where every template failed. */
  readonly templateId: string;
  /** Why the template that was wanted could not be used, in words; null when all went well. */
  readonly fault: string | null;
}

/**
 * An event in the words and form of its channel. Never throws: a template that fails makes way for the built-in plain message, and
 * `fault` says so.
 */
export function renderMessage(input: RenderMessageInput): RenderedMessage {
  const { delivery, event, digest, defaults, now, own } = input;
  let templateId = delivery.templateId ?? 'unknown';
  try {
    const template = input.draft ?? chooseTemplate(own.all(), { delivery, event, isDigest: digest.length > 0 });
    if (template === null) return plain(input, `there is no template for ${delivery.carrier}`);
    templateId = template.templateId;
    const about = digest.length === 0 ? event : { ...event, severity: gravestOf(digest) };
    const made = renderTemplate(template, { event: about, delivery, digest, defaults, now, locale: delivery.locale });
    if (made.ok) return { rendered: made.value, templateId, fault: null };
    return plain(input, `template ${templateId}: ${describeProblem(made.error)}`);
  } catch (thrown) {
    // Whatever went wrong, somebody must be told: the plain message needs nothing that could fail as well.
    return plain(input, `template ${templateId}: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
  }
}

function plain(input: RenderMessageInput, fault: string): RenderedMessage {
  return { rendered: plainMessage(input), templateId: 'built-in', fault };
}

/** `body, line 3, column 5: unknown filter tme`. */
export function describeProblem({ field, message, line, column }: TemplateProblem): string {
  return line === null ? `${field}: ${message}` : `${field}, line ${line}, column ${column ?? 1}: ${message}`;
}
