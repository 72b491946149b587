import { Button } from '@mantine/core';
import { type ReactNode, useCallback, useState } from 'react';
import { isAlertConfiguration } from '../../../../shared/domain/alerting/rules/configuration';
import type { Finding, FoundSeries } from '../../../../shared/domain/detection/finding';
import type { ConsoleClient } from '../../../bridge/client';
import { t } from '../../../language/language';
import { useDrafts } from '../../../store/drafts';
import { useGo } from '../../../store/page';
import { ruleDrafts } from '../../../store/rule-drafts';
import { useAsked } from '../../../store/use-asked';
import { tell, useCommand } from '../../../store/use-command';
import { useRole } from '../../../store/use-role';
import classes from './panel.module.css';

const EVERY_MS = 30_000;
const MOST = 500;

/** Where a finding leads: its incident, server, execution, the whole series; and a rule of it. */
export function FindingLinks({ finding, onSeries }: { finding: Finding; onSeries: (series: FoundSeries) => void }): ReactNode {
  const go = useGo();
  const incident = useIncidentOf(finding);
  const { executionId, sourceServerId, series } = finding;
  return (
    <div className={classes.buttons}>
      {incident === null ? null : (
        <Button size="compact-sm" variant="default" onClick={() => go({ screen: 'incident', incidentId: incident.id })}>
          {t('findings.toIncident', { number: incident.number })}
        </Button>
      )}
      {sourceServerId === null ? null : (
        <Button size="compact-sm" variant="default" onClick={() => go({ screen: 'servers', serverId: sourceServerId })}>
          {t('findings.toServer')}
        </Button>
      )}
      {executionId === null ? null : (
        <Button size="compact-sm" variant="default" onClick={() => go({ screen: 'live', executionId })}>
          {t('findings.toExecution')}
        </Button>
      )}
      {series === null ? null : (
        <Button size="compact-sm" variant="default" onClick={() => onSeries(series)}>
          {t('findings.toSeries')}
        </Button>
      )}
      <MakeRule finding={finding} />
    </div>
  );
}

/** The incident that the alert of a finding belongs to, once there is one. */
function useIncidentOf({ subject, policy }: Finding): { readonly id: string; readonly number: number } | null {
  const fingerprint = policy.alerts ? `finding:${subject}` : null;
  const read = useCallback(
    async (client: ConsoleClient) => {
      if (fingerprint === null) return null;
      const { items } = await client.alerts.list({ limit: MOST });
      const alert = items.find((one) => one.fingerprint === fingerprint && one.incidentId !== null);
      const { incidentId = null, incidentNumber = null } = alert ?? {};
      return incidentId === null || incidentNumber === null ? null : { id: incidentId, number: incidentNumber };
    },
    [fingerprint],
  );
  return useAsked(read, EVERY_MS).value;
}

/** A draft of a rule in its workbench: nothing is saved, and it is off until somebody has looked through it. */
function MakeRule({ finding }: { finding: Finding }): ReactNode {
  const go = useGo();
  const command = useCommand();
  const drafts = useDrafts(ruleDrafts);
  const role = useRole();
  const [asking, setAsking] = useState(false);
  // An outlook is of one execution: there is nothing a rule could watch.
  if (finding.method === 'forecast' || role === 'view') return null;
  const draft = async (): Promise<void> => {
    setAsking(true);
    const done = await command(t('findings.doRule'), (client) => client.findings.rule({ findingId: finding.findingId }));
    setAsking(false);
    if (!done.ok) return;
    const { configuration, why } = done.value;
    if (!isAlertConfiguration(configuration)) return tell(t('findings.noRule'));
    drafts.keep(configuration.AlertId, { draft: { ...configuration, Enabled: false }, base: null });
    tell(t('findings.ruleDrafted', { why }));
    go({ screen: 'alerting', tab: 'rules', id: configuration.AlertId });
  };
  return (
    <Button size="compact-sm" variant="default" loading={asking} onClick={() => void draft()}>
      {t('findings.makeRule')}
    </Button>
  );
}
