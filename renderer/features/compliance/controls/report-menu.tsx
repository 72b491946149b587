import { Button, Menu } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import { type ReactNode, useCallback } from 'react';
import type { ReportConfiguration } from '../../../../shared/domain/reports/report-configuration';
import type { ConsoleClient } from '../../../bridge/client';
import { t } from '../../../language/language';
import { useAsked } from '../../../store/use-asked';
import { tell, useCommand } from '../../../store/use-command';
import { useRole } from '../../../store/use-role';

const EVERY_MS = 300_000;

/** Ready definitions of a framework: one is taken over into the library, where it is not there yet, and made at once. */
export function ReportMenu({ frameworkId }: { frameworkId: string }): ReactNode {
  const command = useCommand();
  const role = useRole();
  const read = useCallback(
    async (client: ConsoleClient) => (await client.frameworks.get({ frameworkId })).reports,
    [frameworkId],
  );
  const ready = useAsked(read, EVERY_MS).value ?? [];
  const make = async (definition: ReportConfiguration): Promise<void> => {
    const made = await command(t('compliance.doMake', { name: definition.Name }), (client) => takeOverAndRun(client, definition));
    if (made.ok) tell(t('compliance.beingMade', { name: definition.Name }));
  };
  if (ready.length === 0) return null;
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button size="xs" leftSection={<IconFileText size={14} />} disabled={role === null || role === 'view'}>
          {t('compliance.makeReport')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {ready.map((definition) => (
          <Menu.Item key={definition.ReportId} title={definition.Description} onClick={() => void make(definition)}>
            {definition.Name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** What somebody made of the definition in the library is not written over. */
async function takeOverAndRun(client: ConsoleClient, definition: ReportConfiguration): Promise<void> {
  const { ReportId: reportId } = definition;
  const { items } = await client.reports.list({});
  if (!items.some((one) => one.definition.ReportId === reportId))
    await client.reports.put({ params: { reportId }, body: definition });
  await client.reports.run({ reportId });
}
