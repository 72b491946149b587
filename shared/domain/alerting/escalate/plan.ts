import { type Instant, msOf } from '../../primitives';
import type { Incident } from '../incident';
import { compileMatchers, type LabelTest } from '../labels';
import type { EscalationPolicy } from '../on-call/policy';
import type { OnCallSettings } from '../on-call/settings';
import { isWithin } from '../on-call/weekly';
import type { Escalation } from './escalation';

/** All begins again as long after the last step as that one waited, and not sooner than this. */
const LEAST_PAUSE_MINUTES = 5;

/** The policy of an incident: the one its rule wishes, else the first that holds for it. Null where nobody is to be asked. */
export function policyFor(incident: Incident, wished: string | null, { policies }: OnCallSettings): EscalationPolicy | null {
  const own = policies.find(({ id, enabled }) => enabled && id === wished);
  return own ?? policies.find((policy) => holdsFor(policy, incident)) ?? null;
}

function holdsFor(policy: EscalationPolicy, { severity, labels, openedAt }: Incident): boolean {
  if (!policy.enabled) return false;
  if (policy.severities.length > 0 && !policy.severities.includes(severity)) return false;
  return testOf(policy)({ ...labels, severity }) && isWithin(policy.hours, policy.timeZone, msOf(openedAt));
}

const tests = new WeakMap<EscalationPolicy['matchers'], LabelTest>();

function testOf({ matchers }: EscalationPolicy): LabelTest {
  const known = tests.get(matchers);
  if (known !== undefined) return known;
  const compiled = compileMatchers(matchers);
  const test: LabelTest = compiled.ok ? compiled.value : () => false;
  tests.set(matchers, test);
  return test;
}

/** The plan of one incident: a copy, so that whoever edits the policy does not change what is under way. */
export function planOf(policy: EscalationPolicy, firstAt: Instant): Escalation {
  return {
    policyId: policy.id,
    policyName: policy.name,
    steps: policy.steps.map(({ delayMinutes, targets, grade }) => ({ delayMinutes, targets, grade })),
    repeat: policy.repeat,
    loop: 0,
    step: 0,
    nextAt: firstAt,
    token: 1,
    ackReminderMinutes: policy.ackReminderMinutes,
    remindAt: null,
    isReminded: false,
    forcedBy: null,
    reached: [],
  };
}

/** Where the plan goes after its present step: which one, and how long after; null at its end. */
export function stepAfter({ steps, step, loop, repeat }: Escalation): { step: number; loop: number; minutes: number } | null {
  const next = steps[step + 1];
  if (next !== undefined) return { step: step + 1, loop, minutes: next.delayMinutes };
  const pause = Math.max(steps[0]?.delayMinutes ?? 0, steps.at(-1)?.delayMinutes ?? 0, LEAST_PAUSE_MINUTES);
  return loop < repeat ? { step: 0, loop: loop + 1, minutes: pause } : null;
}
