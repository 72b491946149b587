import { Anchor } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Incident } from '../../../../shared/domain/alerting/incident';
import { t } from '../../../language/language';
import { Ago } from '../../../ui/time';
import classes from './incident.module.css';

/** What other systems hold of this incident, and what they said last. */
export function Tickets({ incident }: { incident: Incident }): ReactNode {
  if (incident.tickets.length === 0) return null;
  return (
    <section aria-label={t('incidents.tickets')}>
      <h2 className={classes.heading}>{t('incidents.tickets')}</h2>
      <ul className={classes.tickets}>
        {incident.tickets.map((ticket) => (
          <li key={`${ticket.system}${ticket.id}`}>
            <span>{t(`incidents.system:${ticket.system}`)}</span>
            {ticket.url === null || !/^https?:\/\//i.test(ticket.url) ? (
              <b>{ticket.label}</b>
            ) : (
              <Anchor size="sm" href={ticket.url} target="_blank" rel="noreferrer">
                {ticket.label}
              </Anchor>
            )}
            <span>{ticket.state ?? t('incidents.notReadYet')}</span>
            {ticket.assignee === null ? null : <span>{ticket.assignee}</span>}
            {ticket.readAt === null ? null : (
              <span className={classes.dim}>
                <Ago at={ticket.readAt} />
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
