import { ActionIcon, Menu } from '@mantine/core';
import { IconArrowBackUp, IconArrowMerge, IconBellOff, IconDots, IconFileText, IconUsers } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { Incident } from '../../../../shared/domain/alerting/incident';
import { t } from '../../../language/language';
import { isRunning } from '../../../store/incidents';
import { useIncidentCommands } from '../../../store/use-incident-commands';
import { SilenceDialog } from '../../../ui/incidents/silence-dialog';
import { MergeDialog } from './merge-dialog';
import { TextDialog } from './text-dialog';

/** What is done with an incident less often. */
export function IncidentMenu({ incident }: { incident: Incident }): ReactNode {
  const { giveBack } = useIncidentCommands();
  const [dialog, setDialog] = useState<'merge' | 'handOver' | 'report' | 'silence' | null>(null);
  const close = (): void => setDialog(null);
  return (
    <>
      <Menu position="bottom-end" withArrow>
        <Menu.Target>
          <ActionIcon variant="default" size={26} aria-label={t('incidents.more')} title={t('incidents.more')}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {incident.status === 'ACKNOWLEDGED' ? (
            <Menu.Item leftSection={<IconArrowBackUp size={16} />} onClick={() => void giveBack(incident, '')}>
              {t('incidents.giveBack')}
            </Menu.Item>
          ) : null}
          <Menu.Item leftSection={<IconUsers size={16} />} onClick={() => setDialog('handOver')}>
            {t('incidents.handOver')}
          </Menu.Item>
          <Menu.Item leftSection={<IconFileText size={16} />} onClick={() => setDialog('report')}>
            {t('incidents.report')}
          </Menu.Item>
          {isRunning(incident) ? (
            <Menu.Item leftSection={<IconBellOff size={16} />} onClick={() => setDialog('silence')}>
              {t('incidents.silence')}
            </Menu.Item>
          ) : null}
          {isRunning(incident) ? (
            <Menu.Item leftSection={<IconArrowMerge size={16} />} onClick={() => setDialog('merge')}>
              {t('incidents.merge')}
            </Menu.Item>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      {dialog === 'silence' ? <SilenceDialog labels={incident.labels} onClose={close} /> : null}
      {dialog === 'merge' ? <MergeDialog incident={incident} onClose={close} /> : null}
      {dialog === 'handOver' || dialog === 'report' ? <TextDialog incident={incident} what={dialog} onClose={close} /> : null}
    </>
  );
}
