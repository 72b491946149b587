import { fails, passes, type RunbookCheck, unknown } from './check';

/** The platform would let a recovery plan start now. */
export const planCanStart: RunbookCheck = {
  name: 'plan-can-start',
  says: 'the recovery plan could start now',
  parameters: [{ name: 'plan' }],
  check({ plan = '' }, { view }) {
    const found = view.plans[plan] ?? Object.values(view.plans).find(({ planName }) => planName === plan);
    if (found === undefined) return unknown(plan === '' ? 'The incident names no plan.' : `The console knows no plan ${plan}.`);
    return found.ready
      ? passes(`${found.planName}: ${found.readiness}.`, found.observedAt)
      : fails(`${found.planName}: ${found.readiness}.`, found.observedAt);
  },
};
