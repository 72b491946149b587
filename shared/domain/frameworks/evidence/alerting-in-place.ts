import { z } from 'zod';
import { defineEvidence } from './evidence-kind';

const Need = z.enum(['rules', 'recipients', 'escalation', 'on-call']);
const words = {
  rules: 'alert rules',
  recipients: 'channels that are notified',
  escalation: 'escalation policies',
  'on-call': 'on-call schedules',
} as const satisfies Readonly<Record<z.infer<typeof Need>, string>>;

/** Whether there is anything that would tell anybody. As it is set up now. */
export const alertingInPlace = defineEvidence({
  kind: 'alerting-in-place',
  title: 'Alerting, escalation and on-call are set up',
  how: 'Looks at how the console is set up now, and asks for at least one of each that need names: rules (alert rules of one’s own), recipients (channels that are notified), escalation (policies), on-call (schedules).',
  Parameters: z.strictObject({ need: z.array(Need).min(1).default(['recipients', 'escalation', 'on-call']) }),
  judge({ need }, facts) {
    const { alertRules, notificationTargets, escalationPolicies, onCallSchedules } = facts.sources.setup();
    const counts = {
      rules: alertRules,
      recipients: notificationTargets,
      escalation: escalationPolicies,
      'on-call': onCallSchedules,
    };
    const lacks = need.filter((one) => counts[one] === 0);
    const result = lacks.length === 0 ? 'satisfied' : lacks.length === need.length ? 'not' : 'partly';
    const reason =
      lacks.length === 0
        ? 'Everything that is asked for is set up.'
        : `There are no ${lacks.map((one) => words[one]).join(', no ')}.`;
    const figures = need.map((one) => ({ label: sentenceCase(words[one]), value: counts[one], unit: 'count' }));
    return { result, reasons: [reason], figures, population: null };
  },
});

function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
