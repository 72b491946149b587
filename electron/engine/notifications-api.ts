import type { ChannelCheck } from '../../shared/contract/notifications';
import type { NotificationSettings } from '../../shared/domain/notifications/defaults';
import type { NotificationEventType } from '../../shared/domain/notifications/event-types';
import type { DeliveryRecord, DeliverySummary } from '../../shared/domain/notifications/record';
import type { StoredTemplate, Template } from '../../shared/domain/notifications/template';
import type { Result } from '../../shared/lib/result';
import type { NotificationStore, Outbox } from './outbox/outbox-api';
import type { Actor } from './ports';

/** What an operator wrote that cannot be taken. `field` is a path such as `Channels[1].Configuration.WebhookUrl`. */
export interface WriteProblem {
  readonly code: 'invalid' | 'conflict' | 'not-writable' | 'unknown';
  readonly field: string | null;
  readonly message: string;
}

/** Templates with their versions; shipped ones stand behind one's own. */
export interface TemplateStore {
  list(): StoredTemplate[];
  get(templateId: string, locale: string): StoredTemplate | null;
  versions(templateId: string, locale: string): StoredTemplate[];
  save(template: Template, actor: Actor): Promise<Result<StoredTemplate, WriteProblem>>;
  restore(templateId: string, locale: string, version: number, actor: Actor): Promise<Result<StoredTemplate, WriteProblem>>;
  remove(templateId: string, locale: string, actor: Actor): Promise<Result<StoredTemplate | null, WriteProblem>>;
}

export interface TestWish {
  readonly notificationId: string;
  readonly channelIndex: number | null;
  readonly escalation: boolean;
  readonly event: NotificationEventType;
  /** A draft to render instead of the channel's template. */
  readonly template: Template | null;
}

/** Everything about notifying, as handlers see it: `engine.inside.notifications`. */
export interface Notifications {
  readonly store: NotificationStore;
  readonly outbox: Outbox;
  readonly templates: TemplateStore;
  /** Replaces the whole; `etag` is what the writer read. Secrets' values move to the key store first; on failure nothing is half imported. */
  replace(next: unknown, etag: string | null, actor: Actor): Promise<Result<NotificationSettings, WriteProblem>>;
  /** By `notificationId/step/channelIndex`. */
  checks(): Promise<{
    readonly channels: Readonly<Record<string, readonly ChannelCheck[]>>;
    readonly general: readonly ChannelCheck[];
  }>;
  /** Whether a custom event of this id was recorded before. */
  isKnown(customId: string): boolean;
  /** Queues tests, and answers each when it has ended, or after 30 s of wall time. */
  test(
    wish: TestWish,
    actor: Actor,
  ): Promise<Result<{ readonly first: DeliveryRecord; readonly all: readonly DeliverySummary[] }, WriteProblem>>;
}
