import { z } from 'zod';
import { readFilterPolicyText } from '../filter-policy/filter-policy';
import { type PickedNames, PickedTables } from './picked-names';

/** One account and region. */
export const Place = z.object({
  accountId: z.string().regex(/^\d{12}$/, 'An account has twelve digits.'),
  region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'Not the name of a region, such as us-east-1.'),
});
export type Place = z.infer<typeof Place>;

const arnOf = (service: string) => z.string().regex(new RegExp(`^arn:aws[\\w-]*:${service}:`), `Not the ARN of ${service}.`);

/** A filter policy over attributes, as SNS takes it (aws-contracts 4.4); blank lets every message through. */
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
  /** State machines whose runs are told; absent: the platform's own. Runs of the first one are read as executions. */
  stateMachines: z.array(arnOf('states')).max(20).optional(),
  /** Tables to read in place of those that bear the platform's names. */
  tables: PickedTables.optional(),
  drs: z.boolean().default(true),
  /** CloudTrail's events: destructive calls, denied calls, failed sign-ins, tampering. */
  security: z.boolean().default(true),
  alarms: z.boolean().default(true),
  /** Places whose events are forwarded here; absent: every other place where DRS is in use. */
  forwardFrom: z.array(Place).max(50).optional(),
});
export type SetupWishes = z.infer<typeof SetupWishes>;

/** What is wrong with a filter policy, or null. */
export function filterPolicyProblem(text: string): string | null {
  const policy = readFilterPolicyText(text, 'MessageAttributes');
  if (policy.ok) return null;
  const [first] = policy.error;
  if (first === undefined) return 'SNS would not take this policy.';
  return first.path === '' ? first.message : `${first.path}: ${first.message}`;
}

/** What these wishes pick by hand; null where everything is found by its usual name. */
export function pickedBy({ stateMachines, tables }: Pick<SetupWishes, 'stateMachines' | 'tables'>): PickedNames | null {
  const stateMachineArn = stateMachines?.[0];
  const chosen = Object.fromEntries(Object.entries(tables ?? {}).filter(([, name]) => name !== undefined));
  const picked = {
    ...(stateMachineArn === undefined ? {} : { stateMachineArn }),
    ...(Object.keys(chosen).length === 0 ? {} : { tables: chosen }),
  };
  return Object.keys(picked).length === 0 ? null : picked;
}
