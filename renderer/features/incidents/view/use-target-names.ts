import { useCallback } from 'react';
import type { EscalationTarget } from '../../../../shared/domain/alerting/escalate/escalation';
import { t } from '../../../language/language';

/** What a target of an escalation is called. */
export function useTargetNames(): (target: EscalationTarget) => string {
  return useCallback((target) => {
    switch (target.kind) {
      case 'person':
        return target.personId;
      case 'schedule':
        return t('incidents.onCallOf', { schedule: target.scheduleId });
      case 'channel':
        return t('incidents.channelOf', { name: target.notificationId, n: target.channelIndex + 1 });
    }
  }, []);
}
