import { SegmentedControl } from '@mantine/core';
import type { ReactNode } from 'react';
import { useGo } from '../../store/page';
import type { CapacityTab } from '../../store/route';
import { Screen } from '../../ui/screen';
import screen from '../../ui/screen.module.css';
import { Alarms } from './alarms';
import { Dashboards } from './dashboards';
import { Health } from './health';
import { Limits } from './limits';
import { Metrics } from './metrics';

const tabs: { value: CapacityTab; label: string }[] = [
  { value: 'health', label: 'Health' },
  { value: 'limits', label: 'Limits' },
  { value: 'metrics', label: 'Metrics' },
  { value: 'alarms', label: 'Alarms' },
  { value: 'dashboards', label: 'Dashboards' },
];

/** Whether everything the console relies on answers, and how far it is from AWS's limits. */
export function CapacityScreen({ tab }: { tab: CapacityTab }): ReactNode {
  const go = useGo();
  return (
    <Screen
      title="Health and capacity"
      tools={
        <SegmentedControl
          size="xs"
          data={tabs}
          value={tab}
          onChange={(value) => go({ screen: 'capacity', tab: tabs.find((one) => one.value === value)?.value ?? 'health' })}
          aria-label="Which part"
        />
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <div className={screen.scroll} tabIndex={0}>
        {contentOf(tab)}
      </div>
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
