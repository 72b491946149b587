import { Button, Popover, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { actorName } from '../../../../shared/domain/actor-name';
import type { Incident } from '../../../../shared/domain/alerting/incident';
import { Severity } from '../../../../shared/domain/notice';
import { t } from '../../../language/language';
import { useReplay } from '../../../store/replay';
import { useIncidentCommands } from '../../../store/use-incident-commands';
import { SeverityBadge } from '../../../ui/severity-badge';
import classes from './incident.module.css';

/** How grave it is, and why; a person who knows better says so, and the console learns from it. */
export function SeverityMenu({ incident }: { incident: Incident }): ReactNode {
  const { setSeverity } = useIncidentCommands();
  const isPast = useReplay() !== null;
  const [opened, setOpened] = useState(false);
  const [severity, setChosen] = useState<Severity>(incident.severity);
  const [why, setWhy] = useState('');
  const toggle = (): void => {
    setChosen(incident.severity);
    setWhy('');
    setOpened((before) => !before);
  };
  const save = async (): Promise<void> => {
    if (await setSeverity(incident, severity, why.trim())) setOpened(false);
  };
  const judgeAgain = async (): Promise<void> => {
    if (await setSeverity(incident, null, why.trim())) setOpened(false);
  };
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" width={400} trapFocus withArrow>
      <Popover.Target>
        <button
          type="button"
          className={classes.severity}
          onClick={toggle}
          aria-expanded={opened}
          title={t('incidents.whyThatGrave')}
          aria-label={t('incidents.severityName', { severity: t(`ui.severity:${incident.severity}`) })}
        >
          <SeverityBadge severity={incident.severity} />
          <IconChevronDown size={14} aria-hidden="true" />
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="sm">
          <div>
            <h2 className={classes.heading}>
              {t('incidents.severityBecause', { severity: t(`ui.severity:${incident.severity}`) })}
            </h2>
            <ul className={classes.reasons}>
              {incident.severityWhy.map((reason) => (
                <li key={reason}>{reason}</li>
              ))}
            </ul>
            {incident.severityForcedBy === null ? null : (
              <p className={classes.dim}>{t('incidents.setBy', { who: actorName(incident.severityForcedBy) })}</p>
            )}
          </div>
          {isPast ? null : (
            <>
              <SegmentedControl
                size="xs"
                fullWidth
                data={Severity.options.map((value) => ({ value, label: t(`ui.severity:${value}`) }))}
                value={severity}
                onChange={setChosen}
                aria-label={t('incidents.correctSeverity')}
              />
              <TextInput
                size="xs"
                label={t('incidents.whyCorrected')}
                maxLength={500}
                value={why}
                onChange={(event) => setWhy(event.currentTarget.value)}
              />
              <p className={classes.dim}>{t('incidents.learnsFromIt')}</p>
              {incident.severityForcedBy === null ? null : (
                <Button size="compact-sm" variant="default" onClick={() => void judgeAgain()}>
                  {t('incidents.judgeAgain')}
                </Button>
              )}
              <Button size="compact-sm" disabled={severity === incident.severity} onClick={() => void save()}>
                {t('incidents.correctTo', { severity: t(`ui.severity:${severity}`) })}
              </Button>
            </>
          )}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
