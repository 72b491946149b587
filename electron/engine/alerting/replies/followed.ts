import type { Channel } from '../../../../shared/domain/notifications/configuration';
import { destinationsOf } from '../../../../shared/domain/notifications/plan/destinations';
import { channelsIn } from '../../notifications/channels-in';
import type { NotificationStore } from '../../outbox/outbox-api';

/** A channel through which answers can be fetched, with its secrets in place: to be used at once and forgotten. */
export interface FollowedChannel {
  readonly carrier: 'servicenow' | 'jira' | 'pagerduty' | 'slack-bot';
  readonly destination: string;
  readonly configuration: Readonly<Record<string, unknown>>;
}

/** Every channel that answers come back from, once for each place it leads to. What cannot be revealed now is left out until the next look. */
export async function followedChannels(store: Pick<NotificationStore, 'current' | 'reveal'>): Promise<FollowedChannel[]> {
  const settings = store.current();
  const found = new Map<string, FollowedChannel>();
  for (const { configuration, channel, step, channelIndex } of channelsIn(settings)) {
    const carrier = carrierOf(channel);
    if (carrier === null || !configuration.Enabled || channel.Configuration.Enabled === false) continue;
    for (const { destination } of destinationsOf(channel, configuration.Name, settings.Defaults)) {
      const key = `${carrier}|${destination}`;
      if (found.has(key)) continue;
      const { NotificationId: notificationId } = configuration;
      const revealed = await store.reveal({
        notificationId,
        step,
        channelIndex,
        channel: channel.Type,
        carrier,
        destination,
        alsoMatched: [],
        test: false,
      });
      if (revealed.ok) found.set(key, { carrier, destination, configuration: revealed.value.configuration });
    }
  }
  return [...found.values()];
}

/** Null where a channel only sends. */
function carrierOf(channel: Channel): FollowedChannel['carrier'] | null {
  switch (channel.Type) {
    case 'SERVICENOW':
      return 'servicenow';
    case 'JIRA':
      return 'jira';
    case 'PAGERDUTY':
      return channel.Configuration.ApiToken === undefined ? null : 'pagerduty';
    case 'SLACK':
      return channel.Configuration.AppToken === undefined || channel.Configuration.BotToken === undefined ? null : 'slack-bot';
    default:
      return null;
  }
}
