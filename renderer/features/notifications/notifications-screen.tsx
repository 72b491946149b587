import { SegmentedControl } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from '../../language/language';
import { useGo } from '../../store/page';
import type { NotificationsTab } from '../../store/route';
import { Screen } from '../../ui/screen';
import { History } from './history/history';
import { ServiceLevel } from './level/service-level';
import { SettingsTab } from './settings/settings-tab';
import { TemplatesTab } from './templates/templates-tab';

const tabs: { value: NotificationsTab; label: string }[] = [
  {
    value: 'settings',
    get label() {
      return t('notifications.whoHearsWhat');
    },
  },
  {
    value: 'templates',
    get label() {
      return t('notifications.templates');
    },
  },
  {
    value: 'history',
    get label() {
      return t('notifications.history');
    },
  },
  {
    value: 'level',
    get label() {
      return t('notifications.serviceLevel');
    },
  },
];

/** Who hears what, and what became of every message. */
export function NotificationsScreen({ tab, id }: { tab: NotificationsTab; id: string | null }): ReactNode {
  const go = useGo();
  const choice = (
    <SegmentedControl
      size="xs"
      data={tabs}
      value={tab}
      onChange={(value) =>
        go({ screen: 'notifications', tab: tabs.find((one) => one.value === value)?.value ?? 'settings', id: null })
      }
      aria-label={t('notifications.whatToShow')}
    />
  );
  return (
    <Screen title={t('notifications.notifications')} tools={choice}>
      <Tab tab={tab} id={id} />
    </Screen>
  );
}

function Tab({ tab, id }: { tab: NotificationsTab; id: string | null }): ReactNode {
  const go = useGo();
  switch (tab) {
    case 'settings':
      return <SettingsTab id={id} onOpen={(next) => go({ screen: 'notifications', tab: 'settings', id: next })} />;
    case 'templates':
      return <TemplatesTab id={id} onOpen={(next) => go({ screen: 'notifications', tab: 'templates', id: next })} />;
    case 'history':
      return <History deliveryId={id} onOpen={(next) => go({ screen: 'notifications', tab: 'history', id: next })} />;
    case 'level':
      return <ServiceLevel />;
  }
}
