import type { ReactNode } from 'react';
import type { WholeIncident } from '../../../../shared/contract/incidents';
import type { Incident } from '../../../../shared/domain/alerting/incident';
import { t } from '../../../language/language';
import { useGo } from '../../../store/page';
import { SeverityBadge } from '../../../ui/severity-badge';
import { Elapsed, Moment } from '../../../ui/time';
import classes from './incident.module.css';

/** The same story told before: what came of it is one click away. */
export function Similar({ incident, similar }: { incident: Incident; similar: WholeIncident['similar'] }): ReactNode {
  const go = useGo();
  if (similar.length === 0 && incident.recurrence === null) return null;
  return (
    <section aria-label={t('incidents.similar')}>
      <h2 className={classes.heading}>{t('incidents.similar')}</h2>
      {incident.recurrence === null ? null : <p className={classes.text}>{incident.recurrence.text}</p>}
      <ul className={classes.similar}>
        {similar.map((one) => (
          <li key={one.incidentId}>
            <SeverityBadge severity={one.severity} />
            <button
              type="button"
              className={classes.similarOpen}
              title={one.title}
              onClick={() => go({ screen: 'incident', incidentId: one.incidentId })}
            >
              #{one.number} {one.title}
            </button>
            <span className={classes.dim}>
              <Moment at={one.openedAt} />
              {one.resolvedAt === null ? null : (
                <>
                  {' · '}
                  {t('incidents.lasted')} <Elapsed since={one.openedAt} until={one.resolvedAt} />
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
