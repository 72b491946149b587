import { Settings } from '../../../shared/domain/settings';

/** What the shipped drill promises, so that its clock has something to run against. `planId` as in resources/scenarios/payroll-drill.json. */
const SHIPPED_DRILL = { planId: '7c1d2e3f-4a5b-4c6d-8e7f-901234567890', rtoMinutes: 60, rpoMinutes: 15 };

/** What holds until somebody changes anything: a real account is only observed; a rehearsal is there to be acted in. */
export function firstSettings(isRehearsal: boolean): Settings {
  return Settings.parse(isRehearsal ? { features: { 'execution-actions': true }, objectives: { plans: [SHIPPED_DRILL] } } : {});
}
