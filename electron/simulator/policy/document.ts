import { z } from 'zod';
import { err, ok, type Result } from '../../../shared/lib/result';

const OneOrMany = z.union([z.string(), z.array(z.string())]).transform((value) => (typeof value === 'string' ? [value] : value));
const Scalar = z.union([z.string(), z.boolean(), z.number()]).transform(String);
const Values = z.union([Scalar, z.array(Scalar)]).transform((value) => (typeof value === 'string' ? [value] : value));

const Statement = z.strictObject({
  Sid: z.string().optional(),
  Effect: z.enum(['Allow', 'Deny']),
  Action: OneOrMany.optional(),
  NotAction: OneOrMany.optional(),
  Resource: OneOrMany.optional(),
  NotResource: OneOrMany.optional(),
  /** Operator → condition key → accepted values. */
  Condition: z.record(z.string(), z.record(z.string(), Values)).optional(),
  /** Resource policies only. */
  Principal: z.union([z.literal('*'), z.record(z.string(), OneOrMany)]).optional(),
});
export type Statement = z.infer<typeof Statement>;

export const PolicyDocument = z.strictObject({
  Version: z.string().optional(),
  Id: z.string().optional(),
  Statement: z.union([Statement, z.array(Statement)]).transform((value) => (Array.isArray(value) ? value : [value])),
});
export type PolicyDocument = z.infer<typeof PolicyDocument>;

/** A policy as text, or `malformed` where IAM would refuse it. Remembers the last texts: each delivery reads the same few. */
export function readPolicy(text: string): Result<PolicyDocument, 'malformed'> {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const policy = parse(text);
  if (parsed.size >= 100) parsed.clear();
  parsed.set(text, policy);
  return policy;
}
const parsed = new Map<string, Result<PolicyDocument, 'malformed'>>();

function parse(text: string): Result<PolicyDocument, 'malformed'> {
  try {
    const policy = PolicyDocument.safeParse(JSON.parse(text));
    return policy.success ? ok(policy.data) : err('malformed');
  } catch {
    return err('malformed');
  }
}
