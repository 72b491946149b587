import type { NotificationEvent } from '../event';

/** What a sample says beyond what its type and the drill's place say. */
export interface Sample
  extends Omit<Partial<NotificationEvent>, 'type' | 'eventId' | 'occurredAt' | 'alertKey' | 'noticeId' | 'threadKey'> {
  readonly summary: string;
  /** Time of day. */
  readonly at: string;
  /** What it is about: the rest of its id. */
  readonly of: string;
  /** The execution's thread where absent, or the console's. */
  readonly threadKey?: string;
  /** The alert it opens, acknowledges or closes. */
  readonly notice?: string;
}
