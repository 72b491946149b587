import { type Finding, FindingAspect } from './finding';
import { type DetectionSettings, KindSensitivity } from './settings';
import { STEP, shippedThreshold, thresholdAt } from './threshold';

type Verdict = NonNullable<Finding['feedback']>['verdict'];

/** Below this, only people set it. */
export const LEAST_SENSITIVITY = 0.1;
/** A verdict in favour takes back so much of one against. */
const TAKEN_BACK = 0.5;

/** The entry of a kind; as shipped where nobody said anything. */
export function entryOf(kind: string, { sensitivities }: Pick<DetectionSettings, 'sensitivities'>): KindSensitivity {
  return sensitivities.find((entry) => entry.kind === kind) ?? KindSensitivity.parse({ kind, sensitivity: 1 });
}

/** The score from which a finding of this kind (`replication-lag.level`) is made now; above 1 where it never is. */
export function thresholdOf(kind: string, settings: Pick<DetectionSettings, 'sensitivities'>): number {
  const aspect = FindingAspect.safeParse(kind.slice(kind.lastIndexOf('.') + 1)).data ?? 'level';
  return thresholdAt(shippedThreshold(aspect), entryOf(kind, settings).sensitivity);
}

/**
 * The entry after a verdict, of which `former` on the same finding is taken back first; null says nothing instead. What verdicts come to depends on how many there
 * are, never on their order, so that taking one back leaves nothing behind.
 */
export function judgedBy(
  entry: KindSensitivity,
  verdict: Verdict | null,
  former: Verdict | null,
  learns: boolean,
): KindSensitivity {
  const count = (of: Verdict, held: number) => Math.max(0, held + (verdict === of ? 1 : 0) - (former === of ? 1 : 0));
  const counted = { ...entry, notUseful: count('not-useful', entry.notUseful), useful: count('useful', entry.useful) };
  return learns ? { ...counted, sensitivity: learned(counted) } : counted;
}

/** What people set, less a step a verdict against it; verdicts in favour slowly take these back, and never more than these. */
function learned({ base, notUseful, useful }: KindSensitivity): number {
  const least = Math.min(base, LEAST_SENSITIVITY);
  return Math.max(least, rounded(base * STEP ** Math.max(0, notUseful - useful * TAKEN_BACK)));
}

/** Three digits: read by people. */
function rounded(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}

/** Settings with the entry in the place of the kind's former one. */
export function withEntry(settings: DetectionSettings, entry: KindSensitivity): DetectionSettings {
  const others = settings.sensitivities.filter(({ kind }) => kind !== entry.kind);
  return { ...settings, sensitivities: [...others, entry].slice(-MOST_KINDS) };
}

const MOST_KINDS = 500;

/** As somebody sent them: a sensitivity that differs from the held one is set by hand, and counting begins anew; others keep their counts. */
export function setByHand(sent: DetectionSettings, held: DetectionSettings): DetectionSettings {
  const sensitivities = sent.sensitivities.map((entry) => {
    const before = entryOf(entry.kind, held);
    const { kind, sensitivity } = entry;
    return before.sensitivity === sensitivity ? before : { kind, sensitivity, base: sensitivity, notUseful: 0, useful: 0 };
  });
  return { ...sent, sensitivities };
}
