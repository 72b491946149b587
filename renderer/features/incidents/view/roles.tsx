import { ActionIcon, Autocomplete, Button, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { actorName } from '../../../../shared/domain/actor-name';
import type { Incident } from '../../../../shared/domain/alerting/incident';
import { t } from '../../../language/language';
import { isRunning } from '../../../store/incidents';
import { useReplay } from '../../../store/replay';
import { useIncidentCommands } from '../../../store/use-incident-commands';
import { useOwnName } from '../../../store/use-own';
import classes from './incident.module.css';

/** The roles every incident of some size needs; any other name will do too. */
const usual = ['commander', 'communications', 'scribe'] as const;

/** Who does what. */
export function Roles({ incident }: { incident: Incident }): ReactNode {
  const { setRole } = useIncidentCommands();
  const isPast = useReplay() !== null;
  const [adding, setAdding] = useState(false);
  const canChange = !isPast && isRunning(incident);
  const roles = Object.entries(incident.roles);
  return (
    <section aria-label={t('incidents.roles')}>
      <div className={classes.headingLine}>
        <h2 className={classes.heading}>{t('incidents.roles')}</h2>
        {canChange ? (
          <Button size="compact-xs" variant="default" aria-expanded={adding} onClick={() => setAdding(!adding)}>
            {t('incidents.giveRole')}
          </Button>
        ) : null}
      </div>
      {roles.length === 0 && !adding ? <p className={classes.dim}>{t('incidents.noRoles')}</p> : null}
      <ul className={classes.roles}>
        {roles.map(([role, person]) => (
          <li key={role}>
            <span className={classes.roleName}>{roleWord(role)}</span>
            <span className={classes.roleOf}>{actorName(person)}</span>
            {canChange ? (
              <ActionIcon
                size="sm"
                variant="subtle"
                color="gray"
                aria-label={t('incidents.takeRole', { role: roleWord(role), person: actorName(person) })}
                onClick={() => void setRole(incident, role, null)}
              >
                <IconX size={14} />
              </ActionIcon>
            ) : null}
          </li>
        ))}
      </ul>
      {adding && canChange ? <RoleForm incident={incident} onDone={() => setAdding(false)} /> : null}
    </section>
  );
}

function RoleForm({ incident, onDone }: { incident: Incident; onDone: () => void }): ReactNode {
  const { setRole } = useIncidentCommands();
  const own = useOwnName();
  const [role, setName] = useState('');
  const [person, setPerson] = useState('');
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const known = usual.find((one) => roleWord(one) === role.trim());
    if (await setRole(incident, known ?? role.trim(), person.trim())) onDone();
  };
  return (
    <form className={classes.roleForm} onSubmit={(event) => void save(event)}>
      <Autocomplete
        size="xs"
        label={t('incidents.role')}
        maxLength={60}
        data={usual.filter((one) => incident.roles[one] === undefined).map(roleWord)}
        value={role}
        onChange={setName}
      />
      <TextInput
        size="xs"
        label={t('incidents.person')}
        maxLength={120}
        value={person}
        onChange={(event) => setPerson(event.currentTarget.value)}
        rightSectionWidth={48}
        rightSection={
          own === null ? null : (
            <Button size="compact-xs" variant="subtle" onClick={() => setPerson(actorName(own))}>
              {t('incidents.me')}
            </Button>
          )
        }
      />
      <Button size="compact-sm" type="submit" disabled={role.trim() === '' || person.trim() === ''}>
        {t('incidents.giveRoleNow')}
      </Button>
    </form>
  );
}

/** Roles of one's own are called as they were named. */
export function roleWord(role: string): string {
  const known = usual.find((one) => one === role);
  return known === undefined ? role : t(`incidents.role:${known}`);
}
