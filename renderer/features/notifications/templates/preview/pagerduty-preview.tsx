import type { ReactNode } from 'react';
import type { Rendered } from '../../../../../shared/domain/notifications/rendered';
import { t } from '../../../../language/language';
import { Fact } from '../../../../ui/facts';
import facts from '../../../../ui/facts.module.css';
import { JsonView } from '../../../../ui/json-view';
import notifications from '../../notifications.module.css';

/** What an incident says, and what this event does to it. */
export function PagerDutyPreview({ event }: { event: Extract<Rendered, { format: 'pagerduty' }> }): ReactNode {
  return (
    <>
      <p className={notifications.subject}>{event.summary}</p>
      <dl className={facts.facts}>
        <Fact name={t('notificationTemplates.does')}>{event.action}</Fact>
        <Fact name={t('notificationTemplates.severity')}>{event.severity}</Fact>
        <Fact name={t('notificationTemplates.source')}>{event.source}</Fact>
        {event.component === null ? null : <Fact name={t('notificationTemplates.component')}>{event.component}</Fact>}
        {event.group === null ? null : <Fact name={t('notificationTemplates.group')}>{event.group}</Fact>}
        {event.class === null ? null : <Fact name={t('notificationTemplates.class')}>{event.class}</Fact>}
        {event.links.map(({ href, text }) => (
          <Fact key={href} name={t('notificationTemplates.link')}>
            {text}
          </Fact>
        ))}
      </dl>
      <JsonView label={t('notificationTemplates.details')} value={event.details} open />
    </>
  );
}
