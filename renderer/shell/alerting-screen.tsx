import { SegmentedControl } from '@mantine/core';
import type { ReactNode } from 'react';
import { RulesPart } from '../features/alert-rules/rules-part';
import { OnCallPart } from '../features/on-call/on-call-part';
import { MonitoringPart } from '../features/quiet/monitoring/monitoring-part';
import { QuietPart } from '../features/quiet/quiet-part';
import { t } from '../language/language';
import { useGo } from '../store/page';
import { type AlertingTab, alertingTabs } from '../store/route';
import { Screen } from '../ui/screen';

/** What becomes an alert, what is kept quiet, and who is asked: one place, its parts from several features. */
export function AlertingScreen({ tab, id }: { tab: AlertingTab; id: string | null }): ReactNode {
  const go = useGo();
  return (
    <Screen
      title={t('alerting.title')}
      tools={
        <SegmentedControl
          size="xs"
          data={alertingTabs.map((value) => ({ value, label: t(`alerting.tab-${value}`) }))}
          value={tab}
          onChange={(value) => go({ screen: 'alerting', tab: alertingTabs.find((one) => one === value) ?? 'rules', id: null })}
          aria-label={t('alerting.whichPart')}
        />
      }
    >
      <Part tab={tab} id={id} onOpen={(next) => go({ screen: 'alerting', tab, id: next })} />
    </Screen>
  );
}

interface PartProps {
  readonly tab: AlertingTab;
  readonly id: string | null;
  readonly onOpen: (id: string | null) => void;
}

function Part({ tab, id, onOpen }: PartProps): ReactNode {
  switch (tab) {
    case 'rules':
      return <RulesPart id={id} onOpen={onOpen} />;
    case 'quiet':
      return <QuietPart id={id} onOpen={onOpen} />;
    case 'monitoring':
      return <MonitoringPart />;
    case 'on-call':
    case 'schedules':
    case 'people':
    case 'policies':
      return <OnCallPart part={tab} id={id} onOpen={onOpen} />;
  }
}
