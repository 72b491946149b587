import type { ReactNode } from 'react';
import type { EventOf } from '../../../shared/domain/events';
import { categoryWords } from '../../../shared/domain/security/security-event';
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
        <Fact name="Who">{finding.who}</Fact>
        <Fact name="With MFA">{finding.mfa === null ? 'not said' : finding.mfa ? 'yes' : 'no'}</Fact>
        <Fact name="From">{finding.where ?? 'not said'}</Fact>
        <Fact name="On">{finding.targets.length === 0 ? 'not said' : finding.targets.join(', ')}</Fact>
        <Fact name="Outcome">{finding.errorCode ?? 'done'}</Fact>
        <Fact name="Account">{finding.account ?? 'not said'}</Fact>
        <Fact name="Region">{finding.region ?? 'not said'}</Fact>
        <Fact name="Happened">
          <Moment at={told.occurredAt} />
        </Fact>
        {finding.byPlatform ? <Fact name="Through">the orchestrator, as in every drill</Fact> : null}
      </Facts>
      {told.raw === undefined ? null : <JsonView value={told.raw} label="As it came" />}
    </SidePanel>
  );
}
