import type { IncidentNews } from '../../decide-alerts';

const mail = (address: string) => ({
  id: 'mail',
  channel: { Type: 'EMAIL', Configuration: { Recipients: [address], Transport: 'SMTP' } },
});

export const people = ['ada', 'ben', 'cleo'].map((id) => ({ id, name: id, methods: [mail(`${id}@example.com`)] }));

export const person = (personId: string) => ({ kind: 'person', personId });

export const step = (delayMinutes: number, ...targets: object[]) => ({ delayMinutes, targets });

export const policy = (steps: object[], rest: object = {}) => ({ id: 'p', name: 'Payroll', steps, ...rest });

/** Ada at once, Ben after ten minutes, Cleo five minutes later. */
export const three = policy([step(0, person('ada')), step(10, person('ben')), step(5, person('cleo'))]);

/** Whom these reach, in their order. */
export const asked = (news: readonly IncidentNews[]) =>
  news.flatMap(({ reach = [] }) => reach.map((one) => (one.kind === 'channel' ? one.notificationId : one.personId)));
