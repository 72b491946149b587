import { Button, Checkbox, Group, Modal, Stack, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Incident } from '../../../../shared/domain/alerting/incident';
import { t } from '../../../language/language';
import { allIncidents, isRunning, noFilter, passes } from '../../../store/incidents';
import { useView } from '../../../store/page';
import { useIncidentCommands } from '../../../store/use-incident-commands';
import { SeverityBadge } from '../../../ui/severity-badge';
import { Ago } from '../../../ui/time';
import classes from './incident.module.css';

/** More than these are found by words. */
const MOST = 30;

/** Chooses the incidents that are the same story as this one; their alerts and their timeline come here. */
export function MergeDialog({ incident, onClose }: { incident: Incident; onClose: () => void }): ReactNode {
  const { merge } = useIncidentCommands();
  const listed = useView((view) => allIncidents(view.incidents), []);
  const others = listed.filter((one) => isRunning(one) && one.incidentId !== incident.incidentId);
  const [text, setText] = useState('');
  const [picked, setPicked] = useState<readonly string[]>([]);
  const found = others.filter((one) => passes(one, { ...noFilter, text })).slice(0, MOST);
  const chosen = others.filter(({ incidentId }) => picked.includes(incidentId));
  const save = async (): Promise<void> => {
    if (await merge(incident, chosen)) onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('incidents.mergeInto', { number: incident.number })}
      closeButtonProps={{ 'aria-label': t('incidents.close') }}
    >
      <Stack gap="sm">
        <p className={classes.text}>{t('incidents.mergeWhat', { title: incident.title })}</p>
        <TextInput
          size="xs"
          data-autofocus
          placeholder={t('incidents.search')}
          aria-label={t('incidents.search')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {found.length === 0 ? (
          <p className={classes.dim}>{others.length === 0 ? t('incidents.noOther') : t('incidents.noneFound')}</p>
        ) : null}
        <ul className={classes.choices}>
          {found.map((one) => (
            <li key={one.incidentId}>
              <Checkbox
                size="xs"
                checked={picked.includes(one.incidentId)}
                onChange={() =>
                  setPicked((now) =>
                    now.includes(one.incidentId) ? now.filter((id) => id !== one.incidentId) : [...now, one.incidentId],
                  )
                }
                label={
                  <span className={classes.choice}>
                    <SeverityBadge severity={one.severity} />
                    <span>
                      #{one.number} {one.title}
                    </span>
                    <span className={classes.dim}>
                      <Ago at={one.openedAt} />
                    </span>
                  </span>
                }
              />
            </li>
          ))}
        </ul>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('incidents.cancel')}
          </Button>
          <Button disabled={chosen.length === 0} onClick={() => void save()}>
            {t('incidents.mergeNow', { count: chosen.length })}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
