import { SegmentedControl } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from '../../language/language';
import { useGo } from '../../store/page';
import { type CapacityTab, capacityTabs } from '../../store/route';
import { Screen } from '../../ui/screen';
import screen from '../../ui/screen.module.css';
import { Scroll } from '../../ui/scroll';
import { Alarms } from './alarms';
import { Dashboards } from './dashboards';
import { Health } from './health';
import { Limits } from './limits';
import { Metrics } from './metrics';

/** Whether everything the console relies on answers, and how far it is from AWS's limits. */
export function CapacityScreen({ tab }: { tab: CapacityTab }): ReactNode {
  const go = useGo();
  return (
    <Screen
      title={t('capacity.healthAndCapacity')}
      tools={
        <SegmentedControl
          size="xs"
          data={capacityTabs.map((value) => ({ value, label: t(`capacity.tab-${value}`) }))}
          value={tab}
          onChange={(value) => go({ screen: 'capacity', tab: capacityTabs.find((one) => one === value) ?? 'health' })}
          aria-label={t('capacity.whichPart')}
        />
      }
    >
      <Scroll className={screen.scroll}>{contentOf(tab)}</Scroll>
    </Screen>
  );
}

function contentOf(tab: CapacityTab): ReactNode {
  switch (tab) {
    case 'health':
      return <Health />;
    case 'limits':
      return <Limits />;
    case 'metrics':
      return <Metrics />;
    case 'alarms':
      return <Alarms />;
    case 'dashboards':
      return <Dashboards />;
  }
}
