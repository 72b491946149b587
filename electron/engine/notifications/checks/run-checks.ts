import type { NotificationSettings } from '../../../../shared/domain/notifications/defaults';
import type { Notifications } from '../../notifications-api';
import { channelsIn } from '../channels-in';
import { type CheckTools, channelChecks } from './channel-checks';
import { generalChecks } from './general-checks';

/** Looks at every channel at once; AWS is asked through its budget like for everything else. */
export async function runChecks(
  settings: NotificationSettings,
  tools: Omit<CheckTools, 'defaults'>,
): ReturnType<Notifications['checks']> {
  const all = { ...tools, defaults: settings.Defaults };
  const checked = await Promise.all(
    channelsIn(settings).map(async ({ configuration, step, channelIndex, channel }) => {
      return [`${configuration.NotificationId}/${step}/${channelIndex}`, await channelChecks(channel, all)] as const;
    }),
  );
  return { channels: Object.fromEntries(checked), general: generalChecks(settings) };
}
