import type { NotificationSettings } from '../../notifications/defaults';
import type { FeedShift } from './schedule';
import { noOnCall, type OnCallSettings } from './settings';

/** Who can be asked, as escalation sees it. */
export interface OnCallWorld {
  readonly settings: OnCallSettings;
  /** What calendars and other services said last, by schedule. */
  readonly feeds: Readonly<Record<string, readonly FeedShift[]>>;
  /** Channels that steps may name. */
  readonly notifications: Pick<NotificationSettings, 'Notifications'>;
}

export const nobodyOnCall: OnCallWorld = { settings: noOnCall, feeds: {}, notifications: { Notifications: [] } };
