import { z } from 'zod';

/** One account and region. */
export const Place = z.object({
  accountId: z.string().regex(/^\d{12}$/, 'An account has twelve digits.'),
  region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'Not the name of a region, such as us-east-1.'),
});
export type Place = z.infer<typeof Place>;

const arnOf = (service: string) => z.string().regex(new RegExp(`^arn:aws[\\w-]*:${service}:`), `Not the ARN of ${service}.`);

/** A filter policy is a JSON object; SNS allows five keys and 150 combinations of values (aws-contracts 4.4). */
const FilterPolicy = z
  .string()
  .max(10_000)
  .superRefine((text, check) => {
    const problem = filterPolicyProblem(text);
    if (problem !== null) check.addIssue({ code: 'custom', message: problem });
  });

/** What an operator wants connected. What is absent is decided by what was discovered. */
export const SetupWishes = z.object({
  /** Topics to subscribe to; absent: those that bear the platform's names. */
  topics: z
    .array(z.object({ arn: arnOf('sns'), filterPolicy: FilterPolicy.optional() }))
    .max(50)
    .optional(),
  /** State machines whose runs are told; absent: the platform's own. */
  stateMachines: z.array(arnOf('states')).max(20).optional(),
  drs: z.boolean().default(true),
  /** CloudTrail's events: destructive calls, denied calls, failed sign-ins, tampering. */
  security: z.boolean().default(true),
  alarms: z.boolean().default(true),
  /** Places whose events are forwarded here; absent: every other place where DRS is in use. */
  forwardFrom: z.array(Place).max(50).optional(),
});
export type SetupWishes = z.infer<typeof SetupWishes>;

const MOST_KEYS = 5;
const MOST_COMBINATIONS = 150;

/** What is wrong with a filter policy, or null. */
export function filterPolicyProblem(text: string): string | null {
  let policy: unknown;
  try {
    policy = JSON.parse(text);
  } catch {
    return 'A filter policy is JSON, for instance {"eventType":["fail","pause"]}.';
  }
  if (typeof policy !== 'object' || policy === null || Array.isArray(policy)) return 'A filter policy is a JSON object.';
  const keys = Object.entries(policy);
  if (keys.length > MOST_KEYS) return `A filter policy has at most ${MOST_KEYS} keys; this one has ${keys.length}.`;
  const bad = keys.find(([, values]) => !Array.isArray(values) || values.length === 0);
  if (bad !== undefined) return `The values of "${bad[0]}" must be a list with at least one value.`;
  const combinations = keys.reduce((product, [, values]) => product * (Array.isArray(values) ? values.length : 1), 1);
  return combinations > MOST_COMBINATIONS
    ? `A filter policy has at most ${MOST_COMBINATIONS} combinations of values; this one has ${combinations}.`
    : null;
}
