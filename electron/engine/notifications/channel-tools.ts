import type { NotificationDefaults } from '../../../shared/domain/notifications/defaults';
import type { Settings } from '../../../shared/domain/settings';
import type { ChannelTools } from '../channels/channel';
import { createOutgoingHttp } from '../channels/http/create-outgoing-http';
import type { Ports } from '../ports';

interface ToolsOptions {
  readonly ports: Ports;
  readonly awsFor: ChannelTools['awsFor'];
  readonly settings: () => Settings;
  readonly defaults: () => NotificationDefaults;
  readonly rehearsal: boolean;
}

/** What carriers may use, made once. */
export function createChannelTools({ ports, awsFor, settings, defaults, rehearsal }: ToolsOptions): ChannelTools {
  const { clock, wall, random, log, notifier } = ports;
  return {
    http: createOutgoingHttp({
      wall,
      allowedPrivateHosts: () => defaults().AllowedPrivateHosts,
      onlyLoopback: rehearsal,
    }),
    ports: { clock, wall, random, log },
    awsFor,
    async showNative(alert) {
      if (notifier.by === 'in-app') return { outcome: 'impossible', reason: `Native alerts are not shown here: ${notifier.why}` };
      return notifier.show({ ...alert, sound: alert.sound && settings().alerts.sound });
    },
    noticesOf: ({ noticeId }) => (noticeId === null ? [] : [noticeId]),
    alertsNatively: () => notifier.by !== 'in-app' && settings().features['native-alerts'],
    rehearsal,
  };
}
