import { err, ok } from '../../../lib/result';
import { actorName } from '../../actor-name';
import { changed, type Doing, entry, type IncidentCommand, openIncident } from '../commands/command';
import { askedNext } from './remind';

/**
 * Somebody wants the next step of the plan at once, also while the incident is taken. `token` is that of the plan they saw: a button that
 * has grown old does nothing. After the last step, the first comes again.
 */
export function escalateIncident(incidentId: string, token: number | null, doing: Doing): IncidentCommand {
  const found = openIncident(incidentId, doing);
  if (!found.ok) return found;
  const { escalation, number } = found.value;
  if (escalation === null)
    return err({ code: 'impossible', message: `No escalation policy holds for incident ${number}. Add one under On call.` });
  if (token !== null && token !== escalation.token)
    return err({ code: 'ended', message: `Incident ${number} was escalated, or taken, since you looked. Look again first.` });
  const isAtItsEnd = escalation.step >= escalation.steps.length;
  const next = { ...escalation, nextAt: doing.at, forcedBy: doing.actor, ...(isAtItsEnd ? { step: 0, loop: 0 } : {}) };
  return ok([changed({ ...found.value, escalation: next }, [], doing)]);
}

/** Whoever took it says that they are still on it: they are asked again only after as long. */
export function stillOnIncident(incidentId: string, doing: Doing): IncidentCommand {
  const found = openIncident(incidentId, doing);
  if (!found.ok) return found;
  const { escalation, number, status } = found.value;
  if (status !== 'ACKNOWLEDGED')
    return err({ code: 'impossible', message: `Nobody has taken incident ${number}. Take it first.` });
  const next = escalation === null ? null : { ...escalation, ...askedNext(escalation, doing.at) };
  return ok([
    changed(
      { ...found.value, escalation: next },
      [entry(doing, 'acknowledged', `${actorName(doing.actor)} is still on it.`)],
      doing,
    ),
  ]);
}
