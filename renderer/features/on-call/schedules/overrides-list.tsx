import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Override, Schedule } from '../../../../shared/domain/alerting/on-call/schedule';
import { t } from '../../../language/language';
import { useNowMs } from '../../../store/page';
import classes from '../../../ui/editing/editing.module.css';
import { formatMoment } from '../../../ui/format';
import table from '../../../ui/plain-table.module.css';
import type { People } from './calendar/lanes-of';

interface OverridesListProps {
  readonly schedule: Schedule;
  readonly people: People;
  readonly mayChange: boolean;
  readonly onAdd: () => void;
  readonly onRemove: (override: Override) => void;
}

/** Overrides that hold or will; those of the past are not shown. */
export function OverridesList({ schedule, people, mayChange, onAdd, onRemove }: OverridesListProps): ReactNode {
  const nowMs = useNowMs();
  const coming = schedule.overrides.filter(({ to }) => Date.parse(to) > nowMs).sort((a, b) => (a.from < b.from ? -1 : 1));
  const nameOf = (id: string): string => people.find((one) => one.id === id)?.name ?? id;
  return (
    <section className={classes.section}>
      <div className={classes.sectionHead}>
        <h2 className={classes.legend}>{t('onCall.overrides')}</h2>
        <span className={classes.dim}>{t('onCall.overridesText')}</span>
        <span className={classes.space} />
        <Button size="compact-xs" variant="default" disabled={!mayChange} onClick={onAdd}>
          {t('onCall.addOverride')}
        </Button>
      </div>
      {coming.length === 0 ? (
        <p className={classes.dim}>{t('onCall.noOverrides')}</p>
      ) : (
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">{t('onCall.whatChanges')}</th>
              <th scope="col">{t('onCall.from')}</th>
              <th scope="col">{t('onCall.to')}</th>
              <th scope="col">{t('onCall.by')}</th>
              <th scope="col">{t('onCall.actions')}</th>
            </tr>
          </thead>
          <tbody>
            {coming.map((override) => (
              <tr key={override.id}>
                <td>
                  {overrideWords(override, nameOf)}
                  {override.note === '' ? null : <div className={classes.dim}>{override.note}</div>}
                </td>
                <td>{formatMoment(Date.parse(override.from), schedule.timeZone)}</td>
                <td>{formatMoment(Date.parse(override.to), schedule.timeZone)}</td>
                <td className={classes.dim}>{override.createdBy}</td>
                <td>
                  <Button
                    size="compact-xs"
                    variant="default"
                    disabled={!mayChange}
                    aria-label={t('onCall.removeOverride', { name: overrideWords(override, nameOf) })}
                    onClick={() => onRemove(override)}
                  >
                    {t('onCall.remove')}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function overrideWords({ kind, personId, replaces }: Override, nameOf: (id: string) => string): string {
  const name = nameOf(personId);
  if (kind === 'add') return t('onCall.isAdded', { name });
  if (kind === 'remove') return t('onCall.dropsOut', { name });
  return replaces === null ? t('onCall.takesOverAll', { name }) : t('onCall.takesOver', { name, other: nameOf(replaces) });
}
