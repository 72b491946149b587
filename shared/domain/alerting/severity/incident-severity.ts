import type { Severity } from '../../notice';
import { type Instant, instantOf, msOf } from '../../primitives';
import { counted } from '../../reconcile/words';
import type { Alert } from '../alert';
import type { AlertBook } from '../book';
import type { Impact, Incident } from '../incident';
import { compareSeverity } from '../incident-form';
import type { AlertWorld } from '../world';
import { type Classified, shifted } from './classify';
import { learnedFrom } from './learned';
import { ruleFor } from './severity-rules';

/** Nobody has answered for so long: that is graver by itself. */
const UNANSWERED_MS = 60 * 60_000;

interface Weighed {
  readonly incident: Incident;
  /** The alert that stands for it. */
  readonly lead: Alert;
  readonly impact: Impact | null;
  readonly world: Pick<AlertWorld, 'alerting' | 'now'>;
  readonly book: Pick<AlertBook, 'corrections'>;
}

interface Raise {
  readonly steps: 0 | 1;
  readonly text: string;
}

/**
 * How grave an incident is: as its gravest alert, and more where it takes half of a plan, several plans, the time that is left, or where
 * nobody answers. At most one step more, two in a real recovery. What an operator decided about such alerts is not raised.
 */
export function weighed(said: Weighed): Classified {
  const { lead, world, book, impact } = said;
  const { severity, severityWhy } = lead;
  const { rules, learn, byImpact } = world.alerting.severity;
  const isDecided =
    ruleFor(rules, lead.labels) !== null || (learn && learnedFrom(book.corrections(), lead.name, lead.labels) !== null);
  if (!byImpact || isDecided) return { severity, why: severityWhy };
  const raises = [...(impact === null ? [] : ofImpact(impact, world.now)), ...ofAge(said)];
  const steps = Math.min(
    impact?.isRecovery === true ? 2 : 1,
    raises.reduce((sum, raise) => sum + raise.steps, 0),
  );
  const raised = shifted(severity, steps);
  return { severity: capped(raised, lead), why: [...severityWhy, ...raises.map(({ text }) => text)] };
}

/** A drill alone is no emergency, whatever it takes: only what its gravest alert says itself may be CRITICAL. */
function capped(severity: Severity, { labels, severity: own }: Alert): Severity {
  if (labels.executionType !== 'DRILL' || severity !== 'CRITICAL') return severity;
  return compareSeverity(own, 'HIGH') > 0 ? own : 'HIGH';
}

function ofImpact({ servers, serversOfPlan, plans, objectiveAt, isRtoAtRisk }: Impact, now: Instant): Raise[] {
  const raises: Raise[] = [];
  if (plans.length > 1) raises.push({ steps: 1, text: counted(plans.length, 'plan') });
  if (serversOfPlan !== null && serversOfPlan > 0 && servers > 0)
    raises.push({ steps: servers * 2 >= serversOfPlan ? 1 : 0, text: `${servers} of ${counted(serversOfPlan, 'server')}` });
  if (objectiveAt != null) raises.push({ steps: isRtoAtRisk ? 1 : 0, text: toObjective(objectiveAt, now) });
  return raises;
}

/** By the moment itself: these words are kept, and read later. */
function toObjective(at: Instant, now: Instant): string {
  const moment = `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;
  return now < at ? `the objective is due by ${moment}` : `the objective was missed at ${moment}`;
}

function ofAge({ incident, world, lead }: Weighed): Raise[] {
  const at = unansweredAt(incident, lead.severity, world);
  return at !== null && at <= world.now ? [{ steps: 1, text: 'nobody has answered for an hour' }] : [];
}

/** When an incident becomes graver because nobody answers; null where nobody has to. */
export function unansweredAt(
  { status, openedAt }: Pick<Incident, 'status' | 'openedAt'>,
  severity: Severity,
  { alerting }: Pick<AlertWorld, 'alerting'>,
): Instant | null {
  if (status !== 'OPEN' || !alerting.severity.byImpact || compareSeverity(severity, alerting.answerFrom) < 0) return null;
  return instantOf(msOf(openedAt) + UNANSWERED_MS);
}
