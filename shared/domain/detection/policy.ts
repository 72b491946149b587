import { unreachable } from '../../lib/unreachable';
import type { Severity } from '../notice';
import { type Instant, instantOf, msOf } from '../primitives';
import { familyWords } from './family-words';
import { type Finding, FindingFamily } from './finding';
import { type DetectionSettings, FindingPolicy } from './settings';

/**
 * What holds where the operator says nothing else. An alert wakes somebody, so what becomes one must be worth it: an objective that will
 * probably be missed, at once; a failure foreseen, and replication that falls behind its usual course, once it has lasted. Everything else
 * is told already by whoever judges it (launches, deliveries, sources), or is there to be read.
 */
const shipped: Readonly<Partial<Record<FindingFamily, Omit<FindingPolicy, 'family' | 'isOn'>>>> = {
  'objective-at-risk': { alerts: 'always', afterMinutes: 0, severity: null },
  'failure-foreseen': { alerts: 'lasting', afterMinutes: 3, severity: null },
  'replication-lag': { alerts: 'lasting', afterMinutes: 15, severity: 'MEDIUM' },
  'replication-backlog': { alerts: 'lasting', afterMinutes: 30, severity: 'MEDIUM' },
};

/** The shipped policy of a family. */
export function shippedPolicy(family: FindingFamily): FindingPolicy {
  return FindingPolicy.parse({ family, ...shipped[family] });
}

/** The policy that holds: the operator's, else the shipped one. */
export function policyOf(family: FindingFamily, { policies }: Pick<DetectionSettings, 'policies'>): FindingPolicy {
  return policies.find((policy) => policy.family === family) ?? shippedPolicy(family);
}

/** Every family with the policy that holds. */
export function allPolicies(settings: Pick<DetectionSettings, 'policies'>): FindingPolicy[] {
  return FindingFamily.options.map((family) => policyOf(family, settings));
}

/** Whether findings of a family are made at all. */
export function isWatched(family: FindingFamily, settings: DetectionSettings): boolean {
  return settings.isOn && policyOf(family, settings).isOn;
}

/** What policy makes of a finding; `dueAt`: when time alone will make it an alert. */
export interface PolicyOutcome {
  readonly alerts: boolean;
  readonly why: string;
  readonly dueAt: Instant | null;
}

/**
 * What must lie between a value and where it was expected before a finding that lasts may wake somebody; in the unit of the family's
 * series. A lag of two minutes where one is usual is worth a look by day: no objective is anywhere near it.
 */
const leastBeyond: Readonly<Partial<Record<FindingFamily, number>>> = {
  'replication-lag': 300,
  'replication-backlog': 1024 ** 3,
};

/** What policy makes of an open finding at a moment of the engine's clock, with the reason as a sentence. */
export function outcomeOf(
  { family, aspect, since, method, evidence }: Pick<Finding, 'family' | 'aspect' | 'since' | 'method' | 'evidence'>,
  settings: Pick<DetectionSettings, 'policies'>,
  now: Instant,
): PolicyOutcome {
  const { alerts, afterMinutes } = policyOf(family, settings);
  const about = familyWords[family];
  switch (alerts) {
    case 'never':
      return { alerts: false, why: `Findings about ${about} become no alerts.`, dueAt: null };
    case 'always':
      return { alerts: true, why: `Every finding about ${about} becomes an alert.`, dueAt: null };
    case 'lasting': {
      if (isHarmless(aspect))
        return { alerts: false, why: `A change of ${aspect} alone becomes no alert of a family that must last.`, dueAt: null };
      if (method === 'forecast' && isUnlikely(evidence))
        return { alerts: false, why: 'It is less likely than not: it wakes nobody.', dueAt: null };
      if (method === 'stream' && isSlight(family, evidence))
        return { alerts: false, why: `It is too little beyond what is expected of ${about} to wake somebody.`, dueAt: null };
      const dueMs = msOf(since) + afterMinutes * 60_000;
      if (msOf(now) >= dueMs)
        return {
          alerts: true,
          why: `It has been off for ${afterMinutes} min, after which ${about} becomes an alert.`,
          dueAt: null,
        };
      const dueAt = instantOf(dueMs);
      return {
        alerts: false,
        why: `It becomes an alert if it lasts until ${dueAt.slice(11, 16)} UTC (${afterMinutes} min).`,
        dueAt,
      };
    }
    default:
      return unreachable(alerts);
  }
}

/** Values that scatter or run otherwise than usual are worth a look, and nobody's night. */
function isHarmless(aspect: Finding['aspect']): boolean {
  return aspect === 'spread' || aspect === 'shape';
}

/** Of what is foreseen, the value is its probability. In the simulated drills, four of five phases called stuck came loose by themselves. */
function isUnlikely({ value }: Finding['evidence']): boolean {
  return value !== null && value < 0.5;
}

function isSlight(family: FindingFamily, { value, expected }: Finding['evidence']): boolean {
  const least = leastBeyond[family];
  return least !== undefined && value !== null && expected !== null && value - expected.high < least;
}

const order: readonly Severity[] = ['INFO', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL'];

/** How grave the alert of a finding is: what the policy says, else the finding; an objective at risk is at least HIGH. */
export function alertSeverityOf({ family, severity }: Pick<Finding, 'family' | 'severity'>, said: Severity | null): Severity {
  const least: Severity = family === 'objective-at-risk' ? 'HIGH' : 'LOW';
  if (said !== null) return said;
  return order.indexOf(severity) < order.indexOf(least) ? least : severity;
}
