import { Button, Menu, Text, Tooltip } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { Execution } from '../../../../shared/domain/view';
import { t } from '../../../language/language';
import { useConsole } from '../../../store/page';
import { ActionDialog } from './action-dialog';
import { type ActionName, actionNames, actionWords } from './action-words';

/** What may be asked of the platform for this execution. What may not be asked says why. */
export function ExecutionActions({ execution }: { execution: Execution }): ReactNode {
  const [action, setAction] = useState<ActionName | null>(null);
  const offered = useConsole((data) => data.settings?.features['execution-actions'] ?? false);
  if (!offered) return <Observing />;
  return (
    <>
      <Menu position="bottom-end" width={320} withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <Button variant="default" size="compact-sm" flex="none" leftSection={<IconDots size={16} />}>
            {t('live.actions')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {actionNames.map((name) => {
            const words = actionWords(name, execution);
            const { allowed, why } = execution.actions[name];
            return (
              <Menu.Item
                key={name}
                disabled={!allowed}
                {...(words.danger && allowed ? { color: 'red' } : {})}
                onClick={() => setAction(name)}
              >
                {words.label}
                {allowed || why === null ? null : (
                  <Text size="xs" c="dimmed">
                    {why}
                  </Text>
                )}
              </Menu.Item>
            );
          })}
        </Menu.Dropdown>
      </Menu>
      <ActionDialog execution={execution} action={action} onClose={() => setAction(null)} />
    </>
  );
}

/** An operator who looks for the actions learns why there are none. */
function Observing(): ReactNode {
  return (
    <Tooltip multiline w={280} label={t('live.observingWhy')}>
      <Text size="xs" c="dimmed" flex="none">
        {t('live.observing')}
      </Text>
    </Tooltip>
  );
}
