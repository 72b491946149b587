import type { Incident } from '../../../shared/domain/alerting/incident';
import { compareSeverity } from '../../../shared/domain/alerting/incident-form';
import type { TellReason } from '../../../shared/domain/alerting/tell/telling';
import { type Instant, msOf } from '../../../shared/domain/primitives';
import type { Settings } from '../../../shared/domain/settings';
import type { NativeAlert } from '../ports';

/** What was told this long before a start may have been told to nobody here. */
const LATELY_MS = 60_000;
const NAMED_IN_SUMMARY = 3;

/** What is worth an alert of this machine: news, and what nobody has answered. Ends and answers are read in the console. */
const loud: ReadonlySet<TellReason> = new Set(['first', 'new-alerts', 'graver', 'released', 'repeat']);

/**
 * How often each incident had been told when it was last looked at, by id. Incidents of which every alert is a notice are not here: those
 * have native alerts of their own.
 */
export type Heard = ReadonlyMap<string, number>;

/** Which incidents were told since, worst first, and what has been heard then. `heard` null: the console has just started. */
export function newlyTold(
  incidents: Readonly<Record<string, Incident>>,
  heard: Heard | null,
  now: Instant,
): { readonly told: readonly Incident[]; readonly heard: Heard } {
  const own = Object.values(incidents).filter(({ isTold }) => !isTold);
  const told = own.filter((one) => isLoud(one) && (heard === null ? wasLately(one, now) : isNews(one, heard)));
  return {
    told: told.sort((one, other) => compareSeverity(other.severity, one.severity) || one.number - other.number),
    heard: new Map(own.map(({ incidentId, telling }) => [incidentId, telling.version])),
  };
}

function isLoud({ status, needsAnswer, telling: { reason } }: Incident): boolean {
  return status === 'OPEN' && needsAnswer && reason !== null && loud.has(reason);
}

function isNews({ incidentId, telling }: Incident, heard: Heard): boolean {
  return telling.version > (heard.get(incidentId) ?? 0);
}

function wasLately({ telling: { toldAt } }: Incident, now: Instant): boolean {
  return toldAt !== null && Math.abs(msOf(now) - msOf(toldAt)) <= LATELY_MS;
}

/** One alert for all of them; null where the settings let none through. */
export function incidentAlert(told: readonly Incident[], { alerts, features }: Settings): NativeAlert | null {
  if (!features['native-alerts']) return null;
  const shown = alerts.doNotDisturb ? told.filter(({ severity }) => severity === 'CRITICAL') : told;
  const [worst] = shown;
  if (worst === undefined) return null;
  const isAlone = shown.length === 1;
  const title = isAlone ? `#${worst.number} ${worst.title}` : `${shown.length} incidents need you`;
  return {
    title: worst.rehearsal ? `REHEARSAL · ${title}` : title,
    body: isAlone ? [worst.summary, worst.nextStep].filter((part) => part !== '').join('\n') : named(shown),
    urgency: worst.severity === 'CRITICAL' ? 'critical' : 'normal',
    sound: alerts.sound,
    executionId: worst.executionId,
    noticeIds: [],
  };
}

function named(shown: readonly Incident[]): string {
  const more = shown.length - NAMED_IN_SUMMARY;
  return [
    ...shown.slice(0, NAMED_IN_SUMMARY).map(({ number, title }) => `• #${number} ${title}`),
    ...(more > 0 ? [`and ${more} more`] : []),
  ].join('\n');
}
