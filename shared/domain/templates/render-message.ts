import type { NotificationDefaults } from '../notifications/defaults';
import type { Delivery } from '../notifications/delivery';
import type { NotificationEvent } from '../notifications/event';
import type { Rendered } from '../notifications/rendered';
import type { Template } from '../notifications/template';
import type { Instant } from '../primitives';
import { plainMessage } from './plain-message';

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
  return { rendered: plainMessage(input), templateId: 'built-in', fault: null };
}
