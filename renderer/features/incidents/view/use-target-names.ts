import { useCallback } from 'react';
import type { EscalationTarget } from '../../../../shared/domain/alerting/escalate/escalation';
import type { ConsoleClient } from '../../../bridge/client';
import { t } from '../../../language/language';
import { useAsked } from '../../../store/use-asked';

/** People and schedules change seldom; who is on call changes with a shift. */
const EVERY_MS = 60_000;

async function readNames({ onCall, notifications }: ConsoleClient) {
  const [settings, now, told] = await Promise.all([
    onCall.settings.get({}),
    onCall.now({ limit: 1_000 }),
    notifications.settings.get({}),
  ]);
  return { people: settings.body.people, schedules: now.items, configurations: told.body.Notifications };
}

/** What a target of an escalation is called: a schedule with whoever is on call in it now. Its id until that is known. */
export function useTargetNames(): (target: EscalationTarget) => string {
  const { value } = useAsked(readNames, EVERY_MS);
  return useCallback(
    (target) => {
      switch (target.kind) {
        case 'person':
          return value?.people.find(({ id }) => id === target.personId)?.name ?? target.personId;
        case 'schedule': {
          const schedule = value?.schedules.find(({ scheduleId }) => scheduleId === target.scheduleId);
          if (schedule === undefined) return t('incidents.onCallOf', { schedule: target.scheduleId });
          const who = schedule.onCall.map(({ personName }) => personName).join(', ');
          return who === ''
            ? t('incidents.nobodyOnCall', { schedule: schedule.name })
            : t('incidents.onCallNow', { who, schedule: schedule.name });
        }
        case 'channel': {
          const found = value?.configurations.find(({ NotificationId }) => NotificationId === target.notificationId);
          return t('incidents.channelOf', { name: found?.Name ?? target.notificationId, n: target.channelIndex + 1 });
        }
      }
    },
    [value],
  );
}
