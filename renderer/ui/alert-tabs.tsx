import { SegmentedControl } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from '../language/language';
import { useGo } from '../store/page';
import { useReplay } from '../store/replay';
import { type AlertsTab, alertsTabs } from '../store/route';

/** Parts of the alerts screen. All but the incidents are about now: a replay has none of them. */
export function AlertTabs({ tab }: { tab: AlertsTab }): ReactNode {
  const go = useGo();
  if (useReplay() !== null) return null;
  return (
    <SegmentedControl
      size="xs"
      data={alertsTabs.map((value) => ({ value, label: t(`alerts.tab:${value}`) }))}
      value={tab}
      onChange={(value) => go({ screen: 'alerts', tab: value })}
      aria-label={t('alerts.whichPart')}
    />
  );
}
