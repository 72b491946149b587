import type { ReactNode } from 'react';
import type { Incident } from '../../../shared/domain/alerting/incident';
import { t } from '../../language/language';
import { useNowMs } from '../../store/page';
import { formatDuration } from '../format';

/** When the next step of the escalation runs unless somebody acknowledges; nothing where none is due. */
export function NextEscalation({ incident }: { incident: Incident }): ReactNode {
  const at = incident.status === 'OPEN' ? (incident.escalation?.nextAt ?? null) : null;
  return at === null ? null : (
    <span>
      <Due at={at} />
    </span>
  );
}

function Due({ at }: { at: string }): ReactNode {
  const leftMs = Date.parse(at) - useNowMs();
  return leftMs <= 0 ? t('incidents.escalatesNow') : t('incidents.escalatesIn', { left: formatDuration(leftMs) });
}
