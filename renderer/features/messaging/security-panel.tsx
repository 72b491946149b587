import type { ReactNode } from 'react';
import type { EventOf } from '../../../shared/domain/events';
import { categoryWords } from '../../../shared/domain/security/security-event';
import { t } from '../../language/language';
import { Fact, Facts } from '../../ui/facts';
import { JsonView } from '../../ui/json-view';
import { SeverityBadge } from '../../ui/severity-badge';
import { SidePanel } from '../../ui/side-panel';
import { Moment } from '../../ui/time';

/** One thing the trail told, whole. */
export function SecurityPanel({ told, onClose }: { told: EventOf<'message.security'>; onClose: () => void }): ReactNode {
  const { finding } = told;
  return (
    <SidePanel title={finding.what} onClose={onClose}>
      <SeverityBadge severity={finding.severity} />
      <Facts title={categoryWords[finding.category]} sighting={{ observedAt: told.at, source: told.source }}>
        <Fact name={t('messaging.who')}>{finding.who}</Fact>
        <Fact name={t('messaging.withMFA')}>
          {finding.mfa === null ? t('messaging.notSaid') : finding.mfa ? t('messaging.yes') : t('messaging.no')}
        </Fact>
        <Fact name={t('messaging.from')}>{finding.where ?? t('messaging.notSaid')}</Fact>
        <Fact name={t('messaging.on')}>{finding.targets.length === 0 ? t('messaging.notSaid') : finding.targets.join(', ')}</Fact>
        <Fact name={t('messaging.outcome')}>{finding.errorCode ?? t('messaging.done')}</Fact>
        <Fact name={t('messaging.account')}>{finding.account ?? t('messaging.notSaid')}</Fact>
        <Fact name={t('messaging.region')}>{finding.region ?? t('messaging.notSaid')}</Fact>
        <Fact name={t('messaging.happened')}>
          <Moment at={told.occurredAt} />
        </Fact>
        {finding.byPlatform ? <Fact name={t('messaging.through')}>{t('messaging.theOrchestratorAsInEveryDrill')}</Fact> : null}
      </Facts>
      {told.raw === undefined ? null : <JsonView value={told.raw} label={t('messaging.asItCame')} />}
    </SidePanel>
  );
}
