import { Button, Select, Switch, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { TrainingPlaces } from '../../../shared/contract/training';
import { IncidentKind } from '../../../shared/domain/security/incident-kind';
import { t } from '../../language/language';
import { tell, useCommand } from '../../store/use-command';
import { useRole } from '../../store/use-role';
import { EmptyState } from '../../ui/empty-state';
import { whose } from './fault-label';
import classes from './training.module.css';
import { wordsOf } from './words-of';

type Fault = TrainingPlaces['faults'][number];

/** Those a trainer reaches for first; the rest is found by searching. */
const OFTEN = [
  'sqs:down',
  'drs:throttle',
  'dynamodb:slow',
  'states:denied',
  'all:expired',
  'all:slow',
  'sqs:duplicate',
  'sqs:reorder',
  'sqs:malformed',
  'ses:paused',
  'sns:sms-refused',
  'H1',
  'H2',
  'H9',
];
const MOST_SHOWN = 60;

/** Trouble at a switch, for whoever trains others, and suspicious calls to make CloudTrail tell of. */
export function FaultBoard({ faults, again }: { faults: readonly Fault[]; again: () => void }): ReactNode {
  const command = useCommand();
  const mayAct = useRole() !== 'view';
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  const found = faults.filter((one) =>
    wanted === ''
      ? OFTEN.includes(one.name) || (one.on && !one.byDefault)
      : `${one.name} ${whose(one)} ${wordsOf(one.says)}`.toLowerCase().includes(wanted),
  );
  const set = async (fault: Fault, on: boolean): Promise<void> => {
    await command(t('training.doFault'), (client) => client.training.setFault({ name: fault.name, on }));
    again();
  };
  return (
    <div className={classes.choose}>
      <section aria-label={t('training.faults')}>
        <div className={classes.intro}>
          <p className={classes.text}>{t('training.faultsText')}</p>
          <TextInput
            size="xs"
            aria-label={t('training.searchFaults')}
            placeholder={t('training.searchFaults')}
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
            className={classes.trainee}
          />
        </div>
        {found.length === 0 ? <EmptyState text={t('training.noFault')} /> : null}
        <ul className={classes.faults}>
          {found.slice(0, MOST_SHOWN).map((one) => (
            <li key={one.name} className={classes.fault}>
              <Switch
                size="sm"
                checked={one.on}
                disabled={!mayAct}
                onChange={(event) => void set(one, event.currentTarget.checked)}
                label={`${whose(one)}: ${wordsOf(one.says)}`}
                description={one.byDefault ? t('training.faultByDefault', { name: one.name }) : one.name}
              />
            </li>
          ))}
        </ul>
        {found.length > MOST_SHOWN ? (
          <p className={classes.dim}>{t('training.moreFaults', { n: found.length - MOST_SHOWN })}</p>
        ) : null}
      </section>
      <Incidents disabled={!mayAct} />
    </div>
  );
}

function Incidents({ disabled }: { disabled: boolean }): ReactNode {
  const command = useCommand();
  const [kind, setKind] = useState<IncidentKind>('failed-sign-in');
  const inject = async (): Promise<void> => {
    const done = await command(t('training.doIncident'), (client) => client.training.security({ kind }));
    if (done.ok) tell(done.value.message);
  };
  return (
    <section className={classes.form} aria-label={t('training.incident')}>
      <h2 className={classes.heading}>{t('training.incident')}</h2>
      <p className={classes.text}>{t('training.incidentText')}</p>
      <Select
        size="xs"
        label={t('training.incidentKind')}
        allowDeselect={false}
        data={IncidentKind.options.map((one) => ({ value: one, label: t(`training.incident:${one}`) }))}
        value={kind}
        onChange={(value) => setKind(IncidentKind.options.find((one) => one === value) ?? 'failed-sign-in')}
      />
      <Button size="xs" variant="default" disabled={disabled} onClick={() => void inject()}>
        {t('training.incidentNow')}
      </Button>
    </section>
  );
}
