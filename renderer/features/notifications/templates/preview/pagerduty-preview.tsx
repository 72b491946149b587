import type { ReactNode } from 'react';
import type { Rendered } from '../../../../../shared/domain/notifications/rendered';
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
        <Fact name="Does">{event.action}</Fact>
        <Fact name="Severity">{event.severity}</Fact>
        <Fact name="Source">{event.source}</Fact>
        {event.component === null ? null : <Fact name="Component">{event.component}</Fact>}
        {event.group === null ? null : <Fact name="Group">{event.group}</Fact>}
        {event.class === null ? null : <Fact name="Class">{event.class}</Fact>}
        {event.links.map(({ href, text }) => (
          <Fact key={href} name="Link">
            {text}
          </Fact>
        ))}
      </dl>
      <JsonView label="Details" value={event.details} open />
    </>
  );
}
