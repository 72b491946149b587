import type { IncidentNews } from '../decide-alerts';
import type { Incident } from '../incident';
import { byActor } from '../on-call/person';
import type { AlertWorld } from '../world';
import type { Reach } from './who';

/**
 * What is told of an incident's end, or that somebody took it, goes also to those who were asked; and it is recorded though nobody should
 * hear it, for it withdraws what they were still to be sent. Whoever took it needs no telling.
 */
export function alsoToThoseAsked(news: IncidentNews, incident: Incident | undefined, world: AlertWorld): IncidentNews {
  const { lifecycle } = news.event;
  const escalation = incident?.escalation ?? null;
  const isEnd = lifecycle === 'acknowledges' || lifecycle === 'closes';
  if (!isEnd || incident === undefined || escalation === null || escalation.reached.length === 0) return news;
  const taker =
    lifecycle === 'closes' || incident.acknowledgedBy === null
      ? null
      : byActor(world.onCall.settings.people)(incident.acknowledgedBy);
  const reach = new Map<string, Reach>();
  for (const { step, personId, at } of escalation.reached) {
    const plan = escalation.steps[step];
    if (plan === undefined) continue;
    if (personId !== null && personId !== taker?.id && !reach.has(personId))
      reach.set(personId, { kind: 'heard', personId, grade: plan.grade, since: at });
    for (const target of plan.targets)
      if (target.kind === 'channel') reach.set(JSON.stringify(target), { ...target, to: 'those who were asked' });
  }
  return { ...news, reach: [...reach.values()] };
}
