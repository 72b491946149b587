import { SegmentedControl } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from '../language/language';
import { useGo } from '../store/page';
import { useReplay } from '../store/replay';
import { type AlertsTab, alertsTabs } from '../store/route';

/** Parts of the alerts screen. What is reckoned over months is about now: a replay has none of it. */
export function AlertTabs({ tab }: { tab: AlertsTab }): ReactNode {
  const go = useGo();
  const isPast = useReplay() !== null;
  return (
    <SegmentedControl
      size="xs"
      data={alertsTabs
        .filter((one) => !isPast || one === 'incidents')
        .map((value) => ({ value, label: t(`alerts.tab:${value}`) }))}
      value={tab}
      onChange={(value) => go({ screen: 'alerts', tab: value })}
      aria-label={t('alerts.whichPart')}
    />
  );
}
