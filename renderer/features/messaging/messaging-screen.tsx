import { SegmentedControl } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from '../../language/language';
import { useGo, useUi, useView } from '../../store/page';
import type { MessagingTab } from '../../store/route';
import { EmptyState } from '../../ui/empty-state';
import { Screen } from '../../ui/screen';
import { Rules } from './rules';
import { Security } from './security';
import { Topics } from './topics';

const tabs: { value: MessagingTab; label: string }[] = [
  {
    value: 'topics',
    get label() {
      return t('messaging.topics');
    },
  },
  {
    value: 'rules',
    get label() {
      return t('messaging.rules');
    },
  },
  {
    value: 'security',
    get label() {
      return t('messaging.security');
    },
  },
];

/** Where messages come from and who hears them: SNS topics, EventBridge rules, and what the trail told. */
export function MessagingScreen({ tab }: { tab: MessagingTab }): ReactNode {
  const go = useGo();
  const chosen = useUi((ui) => ui.contextId);
  const contexts = useView((view) => view.contexts, {});
  const ids = Object.keys(contexts);
  const contextId = chosen ?? (ids.length === 1 ? (ids[0] ?? null) : null);
  const choice = (
    <SegmentedControl
      size="xs"
      data={tabs}
      value={tab}
      onChange={(value) => go({ screen: 'messaging', tab: tabs.find((one) => one.value === value)?.value ?? 'topics' })}
      aria-label={t('messaging.whatToShow')}
    />
  );
  return (
    <Screen title={t('messaging.messaging')} tools={choice}>
      {tab === 'security' ? (
        <Security contextId={chosen} />
      ) : contextId === null ? (
        <EmptyState
          text={ids.length === 0 ? t('messaging.noAccountIsBeingWatched') : t('messaging.topicsAndRulesBelongToOne')}
          next={ids.length === 0 ? t('messaging.watchAProfileUnderSourcesFirst') : t('messaging.chooseOneAtTheTopLeft')}
        />
      ) : tab === 'topics' ? (
        <Topics contextId={contextId} />
      ) : (
        <Rules contextId={contextId} />
      )}
    </Screen>
  );
}
