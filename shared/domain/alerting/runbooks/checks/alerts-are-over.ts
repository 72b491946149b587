import { fails, passes, type RunbookCheck } from './check';

/** No alert of the incident fires any more. */
export const alertsAreOver: RunbookCheck = {
  name: 'alerts-are-over',
  says: 'no alert of this incident fires any more',
  parameters: [],
  check(_, { alerts, now }) {
    const firing = alerts.filter(({ status }) => status === 'FIRING');
    if (firing.length === 0) return passes('Every alert of this incident is over.', now);
    const named = firing.slice(0, 3).map(({ title }) => title);
    const more = firing.length > named.length ? `, and ${firing.length - named.length} more` : '';
    return fails(
      `${firing.length} of ${alerts.length} still ${firing.length === 1 ? 'fires' : 'fire'}: ${named.join('; ')}${more}.`,
      now,
    );
  },
};
