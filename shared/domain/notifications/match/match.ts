import type { EventFilters, NotificationConfiguration } from '../configuration';
import type { NotificationEvent } from '../event';
import { familyOf, type NotificationEventType } from '../event-types';

/** Whether a configuration wants an event, and why or why not, in words. */
export interface Match {
  readonly matches: boolean;
  readonly why: string;
}

/** What filters look at. */
export type Matchable = Pick<
  NotificationEvent,
  'type' | 'severity' | 'environment' | 'planId' | 'planName' | 'accountId' | 'region'
> & {
  readonly execution: { readonly type: string } | null;
  readonly wave: { readonly number: number } | null;
  readonly server: { readonly waveNumber: number | null } | null;
  readonly incident?: { readonly isTold: boolean } | undefined;
};

/** So frequent that only those hear of them who name them, or their family, in `EventTypes`. */
const askedForOnly: ReadonlySet<NotificationEventType> = new Set(['wave.progressing', 'server.launched']);

/** Whether such an event is raised only where somebody asked for it by name: so does an incident of what is told by itself already. */
export function isAskedForOnly({ type, incident }: Pick<Matchable, 'type' | 'incident'>): boolean {
  return askedForOnly.has(type) || incident?.isTold === true;
}

/**
 * Whether a configuration's filters let an event through: all that are given must hold, an absent or empty one always does. An event
 * that concerns no execution, wave, plan, account or region does not pass a filter on it; the console's own events pass any environment.
 * Of an execution whose item was not read yet, neither type nor plan is known: nothing is held against it, lest its failure be lost.
 */
export function matchConfiguration(configuration: NotificationConfiguration, event: Matchable): Match {
  if (!configuration.Enabled) return { matches: false, why: `${configuration.Name} is switched off` };
  const missed = checks.flatMap((check) => check(configuration.EventFilters, event) ?? []);
  if (missed.length > 0) return { matches: false, why: missed.join('; ') };
  return { matches: true, why: described(event) };
}

/** "HIGH, production, DRILL of Payroll DR": what an event is to a filter. */
export function described(event: Matchable): string {
  const { severity, environment, execution, planName } = event;
  const ofPlan = planName === null ? null : execution === null ? planName : `${execution.type} of ${planName}`;
  return [severity, environment, ofPlan ?? execution?.type ?? null, event.type].filter((part) => part !== null).join(', ');
}

/** Why the filter does not let the event through, or null where it does. */
type Check = (filters: EventFilters, event: Matchable) => string | null;

const checks: readonly Check[] = [
  byType,
  ({ Severities }, { severity }) => unlessOneOf('severity', Severities, [severity]),
  ({ ExecutionTypes }, { execution }) =>
    execution?.type === '' ? null : unlessOneOf('execution type', ExecutionTypes, [execution?.type]),
  ({ Environments }, { environment }) => (environment === null ? null : unlessOneOf('environment', Environments, [environment])),
  ({ Plans }, { planId, planName, execution }) =>
    execution !== null && planId === null ? null : unlessOneOf('plan', Plans, [planName, planId]),
  ({ Waves }, { wave, server }) => unlessOneOf('wave', Waves, [wave?.number ?? server?.waveNumber]),
  ({ Accounts }, { accountId }) => unlessOneOf('account', Accounts, [accountId]),
  ({ Regions }, { region }) => unlessOneOf('region', Regions, [region]),
];

function byType({ EventTypes = [] }: EventFilters, { type, incident }: Matchable): string | null {
  if (EventTypes.length === 0)
    return isAskedForOnly({ type, incident }) ? `${type} is told only where EventTypes names it` : null;
  const names = EventTypes.map((name) => name.trim().toLowerCase());
  return names.includes(type) || names.includes(`${familyOf(type)}.*`)
    ? null
    : `event is ${type}, wanted ${EventTypes.join(' or ')}`;
}

function unlessOneOf(
  what: string,
  wanted: readonly (string | number)[] | undefined,
  names: readonly (string | number | null | undefined)[],
): string | null {
  if (wanted === undefined || wanted.length === 0) return null;
  const known = names.filter((name) => name !== null && name !== undefined);
  const folded = known.map(fold);
  if (wanted.some((each) => folded.includes(fold(each)))) return null;
  const list = wanted.join(' or ');
  return known[0] === undefined ? `concerns no ${what}, wanted ${list}` : `${what} is ${known[0]}, wanted ${list}`;
}

/** People write `Drill` for `DRILL`. */
function fold(name: string | number): string {
  return String(name).trim().toLowerCase();
}
