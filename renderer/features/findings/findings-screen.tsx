import { SegmentedControl } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from '../../language/language';
import { useGo } from '../../store/page';
import { type FindingsTab, findingsTabs } from '../../store/route';
import { Screen } from '../../ui/screen';
import { DetectorPage } from './detector/detector-page';
import { FindingsList } from './list/findings-list';
import { MapPart } from './map/map-part';

/** What is unusual, where, and how well that is told. */
export function FindingsScreen({ tab, id }: { tab: FindingsTab; id: string | null }): ReactNode {
  const go = useGo();
  return (
    <Screen
      title={t('findings.title')}
      tools={
        <SegmentedControl
          size="xs"
          data={findingsTabs.map((value) => ({ value, label: t(`findings.tab:${value}`) }))}
          value={tab}
          onChange={(value) => go({ screen: 'findings', tab: findingsTabs.find((one) => one === value) ?? 'list', id: null })}
          aria-label={t('findings.whichPart')}
        />
      }
    >
      <Part tab={tab} id={id} />
    </Screen>
  );
}

function Part({ tab, id }: { tab: FindingsTab; id: string | null }): ReactNode {
  switch (tab) {
    case 'list':
      return <FindingsList openId={id} />;
    case 'map':
      return <MapPart />;
    case 'detector':
      return <DetectorPage />;
  }
}
