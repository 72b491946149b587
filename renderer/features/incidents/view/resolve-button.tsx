import { Button, Group, Popover, Stack, Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Incident } from '../../../../shared/domain/alerting/incident';
import { t } from '../../../language/language';
import { useIncidentCommands } from '../../../store/use-incident-commands';

/** Ends the incident by hand; says what still fires, since that would open another. */
export function ResolveButton({ incident }: { incident: Incident }): ReactNode {
  const { resolve } = useIncidentCommands();
  const [opened, setOpened] = useState(false);
  const [why, setWhy] = useState('');
  const save = async (): Promise<void> => {
    if (await resolve(incident, why.trim())) setOpened(false);
  };
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={340} trapFocus withArrow>
      <Popover.Target>
        <Button variant="default" size="compact-sm" aria-expanded={opened} onClick={() => setOpened((before) => !before)}>
          {t('incidents.resolve')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="sm">
          {incident.firing > 0 ? <p>{t('incidents.stillFiring', { count: incident.firing })}</p> : null}
          <Textarea
            label={t('incidents.whatSolved')}
            maxLength={500}
            autosize
            minRows={2}
            value={why}
            onChange={(event) => setWhy(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button size="compact-sm" disabled={why.trim() === ''} onClick={() => void save()}>
              {t('incidents.resolveNow', { number: incident.number })}
            </Button>
          </Group>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
