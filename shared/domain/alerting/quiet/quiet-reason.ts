import type { NotificationEvent } from '../../notifications/event';
import type { Suppression } from '../alert';
import { alertBehind } from '../behind';
import type { Labels } from '../labels';
import { known } from '../signals/place-labels';
import type { Turn } from '../turn';
import type { AlertWorld } from '../world';
import { inhibitedBy } from './inhibited';
import type { Subject } from './labels-of';
import { quietScene } from './scene';
import { silencedBy, windowOver } from './suppression-of';

/**
 * Why people are not told of an event of the catalogue: its alert is kept quiet, or a silence, window or inhibition means the event
 * itself. The end and the answer of what was told are told always; those of what was kept quiet are not.
 */
export function quietReason(event: NotificationEvent, turn: Turn, world: AlertWorld): string | null {
  // Incidents were looked at before they became news.
  if (event.incident !== undefined || event.type.startsWith('incident.')) return null;
  const alert = alertBehind(event, turn);
  if (event.lifecycle === 'closes' || event.lifecycle === 'acknowledges')
    return alert?.isMuted === true ? 'Its beginning was kept quiet, and so is this.' : null;
  const suppression = alert?.suppression ?? own(event, turn, world);
  return suppression === null ? null : wordsFor(suppression);
}

function own(event: NotificationEvent, turn: Turn, world: AlertWorld): Suppression | null {
  const scene = quietScene(turn, world);
  const subject: Subject = { labels: eventLabels(event), severity: event.severity };
  const target = {
    ...subject,
    fingerprint: '',
    executionId: event.execution === null ? null : (world.view.executions[event.execution.id]?.executionId ?? null),
    incidentId: '',
  };
  return silencedBy(subject, scene) ?? windowOver(subject, scene) ?? inhibitedBy(target, turn, world);
}

/** The same labels as an alert's, as far as the event says them; `kind` is its type, or a script's own name for it. */
export function eventLabels(event: NotificationEvent): Labels {
  const { custom, execution, server, wave } = event;
  const number = wave?.number ?? server?.waveNumber;
  return known({
    source: custom?.source ?? 'console',
    kind: custom?.name ?? event.type,
    context: event.contextId,
    environment: event.environment,
    account: event.accountId,
    region: event.region,
    plan: event.planName,
    planId: event.planId,
    execution: execution?.id,
    executionType: execution?.type,
    wave: number === undefined || number === null ? null : String(number),
    server: server?.id,
    serverName: server?.name,
  });
}

/** "silence by dana: patching, until 2026-11-24T06:00:00.000Z": kept with each delivery. */
function wordsFor({ by, reason, until }: Suppression): string {
  const end = until === null ? '' : ` Until ${until}.`;
  return `${titles[by]}: ${reason}${end}`;
}

const titles = {
  silence: 'Silence',
  window: 'Maintenance window',
  inhibition: 'Explained by another alert',
  flapping: 'Flapping',
  acknowledgement: 'Taken already',
  rule: 'Its rule’s own quiet',
} as const satisfies Readonly<Record<Suppression['by'], string>>;
