import { SegmentedControl } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from '../../language/language';
import { useGo, useUi, useView } from '../../store/page';
import type { LogsTab } from '../../store/route';
import { allContexts } from '../../store/selectors';
import { EmptyState } from '../../ui/empty-state';
import { Screen } from '../../ui/screen';
import { ErrorPatterns } from './error-patterns';
import { QueryBench } from './query-bench';

const tabs: { value: LogsTab; label: string }[] = [
  {
    value: 'queries',
    get label() {
      return t('logs.queries');
    },
  },
  {
    value: 'errors',
    get label() {
      return t('logs.errorPatterns');
    },
  },
];

/** What the orchestrator's functions wrote: questions to it, and what its error lines have in common. */
export function LogsScreen({ tab }: { tab: LogsTab }): ReactNode {
  const go = useGo();
  const chosen = useUi((ui) => ui.contextId);
  const contexts = useView((view) => allContexts(view.contexts), []);
  const contextId = chosen ?? (contexts.length === 1 ? (contexts[0]?.contextId ?? null) : null);
  return (
    <Screen
      title={t('logs.logs')}
      tools={
        <SegmentedControl
          size="xs"
          data={tabs}
          value={tab}
          onChange={(value) => go({ screen: 'logs', tab: tabs.find((one) => one.value === value)?.value ?? 'queries' })}
          aria-label={t('logs.whichPart')}
        />
      }
    >
      {tab === 'errors' ? (
        <ErrorPatterns contextId={chosen} ownContextId={contextId} />
      ) : contextId === null ? (
        <EmptyState text={t('logs.logsBelongToOneAccountAnd')} next={t('logs.chooseAContextAtTheTop')} />
      ) : (
        <QueryBench key={contextId} contextId={contextId} />
      )}
    </Screen>
  );
}
