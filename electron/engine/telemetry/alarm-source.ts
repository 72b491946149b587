import { isBusy } from '../sources/activity';
import { defineSource, type Source } from '../sources/source';
import { listAlarms } from './alarms';

const everySeconds = { busy: 300, idle: 1_800 } as const;

/**
 * Looks now and then whether the alarms of each place can be read, so that health tells of an account that denies it before somebody
 * misses them. The alarms themselves are read when asked for, and their changes come through the queue.
 */
export const alarmSource: Source = defineSource({
  id: 'cloudwatch-alarms',
  title: 'Alarms',
  chip: 'CW',
  perPlace: true,
  everySeconds: ({ view, contextId }) => (isBusy(view, contextId) ? everySeconds.busy : everySeconds.idle),
  async read({ place, aws, at, signal }) {
    if (place !== null) await listAlarms(aws, place, at, signal);
    return { events: [] };
  },
});
