import { actorName } from '../../../../shared/domain/actor-name';
import { acknowledgeIncident } from '../../../../shared/domain/alerting/commands/answer';
import type { IncidentCommand } from '../../../../shared/domain/alerting/commands/command';
import { escalateIncident } from '../../../../shared/domain/alerting/escalate/commands';
import type { Incident } from '../../../../shared/domain/alerting/incident';
import type { ChannelTools } from '../../channels/channel';
import { ACKNOWLEDGE, type ButtonValue, ESCALATE, readButtonValue } from '../../channels/slack/buttons';
import type { ButtonPressed } from '../../channels/slack/socket-mode';
import type { Actor } from '../../ports';
import type { PollParts } from './poll-replies';

type Parts = Pick<PollParts, 'ports' | 'core' | 'book' | 'host'>;

/** Does what a pressed button asks for. @returns what whoever pressed it is told; null where the button is none of ours. */
export function answerPressed(pressed: ButtonPressed, parts: Parts): string | null {
  if (pressed.actionId !== ACKNOWLEDGE && pressed.actionId !== ESCALATE) return null;
  const { ports, core, book, host } = parts;
  const value = readButtonValue(pressed.value);
  const incident = value === null ? undefined : book.incident(value.incident);
  if (value === null || incident === undefined) return 'This console knows no such incident any more. Look it up there.';
  const stale = staleness(pressed.actionId, incident, value);
  if (stale !== null) return stale;
  const actor = { id: `${pressed.person} (Slack)`, role: 'act', host } as const satisfies Actor;
  const doing = { book, at: ports.clock.now(), actor: actor.id, notices: core.view().notices };
  const made: IncidentCommand =
    pressed.actionId === ACKNOWLEDGE
      ? acknowledgeIncident(incident.incidentId, null, doing)
      : escalateIncident(incident.incidentId, null, doing);
  if (!made.ok) return made.error.message;
  const recorded = core.commit(made.value, actor);
  if (!recorded.ok) return `It could not be recorded, so nothing was done: ${recorded.error.message}`;
  return pressed.actionId === ACKNOWLEDGE
    ? `You have taken incident ${incident.number}. It is escalated no further.`
    : `Incident ${incident.number} goes to the next step of its plan.`;
}

/** Why a button has grown old since its message was sent; null where it still says what is. */
function staleness(
  actionId: string,
  { number, status, acknowledgedBy, acknowledgedAt, escalation }: Incident,
  { at }: ButtonValue,
): string | null {
  if (status === 'MERGED') return `Incident ${number} was merged into another one. Answer that one.`;
  if (status === 'RESOLVED') return `Incident ${number} is over.`;
  if (actionId === ACKNOWLEDGE)
    return status === 'ACKNOWLEDGED'
      ? `${actorName(acknowledgedBy ?? 'Somebody')} has incident ${number} already, since ${acknowledgedAt}.`
      : null;
  if (acknowledgedAt !== null && acknowledgedAt > at)
    return `${actorName(acknowledgedBy ?? 'Somebody')} has taken incident ${number} since this message. Escalate it in the console if you want to.`;
  const since = escalation?.reached.find((one) => one.at > at);
  return since === undefined ? null : `Incident ${number} was escalated to ${since.to} since this message. Use the newest one.`;
}

/** Tells whoever pressed, and nobody else, what came of it. Slack takes such an answer for half an hour; what fails is not tried again. */
export async function tellPresser(
  pressed: Pick<ButtonPressed, 'responseUrl'>,
  text: string,
  http: ChannelTools['http'],
  signal: AbortSignal,
): Promise<void> {
  if (pressed.responseUrl === null) return;
  await http.request({
    method: 'POST',
    url: pressed.responseUrl,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ response_type: 'ephemeral', replace_original: false, text }),
    signal,
  });
}
