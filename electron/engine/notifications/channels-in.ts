import type { Channel, NotificationConfiguration } from '../../../shared/domain/notifications/configuration';
import type { NotificationSettings } from '../../../shared/domain/notifications/defaults';
import type { Path } from '../../../shared/domain/notifications/secret-fields';

/** A channel with its place in the settings. */
export interface PlacedChannel {
  readonly configuration: NotificationConfiguration;
  /** 1 for a channel of the escalation. */
  readonly step: 0 | 1;
  readonly channelIndex: number;
  readonly channel: Channel;
  /** Of the channel's `Configuration`. */
  readonly path: Path;
}

/** Every channel of every configuration, those of escalations after the others. */
export function channelsIn({ Notifications }: NotificationSettings): PlacedChannel[] {
  return Notifications.flatMap((configuration, index) => [
    ...configuration.Channels.map((channel, channelIndex) => ({
      configuration,
      step: 0 as const,
      channelIndex,
      channel,
      path: ['Notifications', index, 'Channels', channelIndex, 'Configuration'],
    })),
    ...(configuration.Escalation?.EscalationChannels ?? []).map((channel, channelIndex) => ({
      configuration,
      step: 1 as const,
      channelIndex,
      channel,
      path: ['Notifications', index, 'Escalation', 'EscalationChannels', channelIndex, 'Configuration'],
    })),
  ]);
}
