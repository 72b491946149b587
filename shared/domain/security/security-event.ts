import { z } from 'zod';
import { Severity } from '../notice';

export const SecurityCategory = z.enum([
  'failed-sign-in',
  'denied-call',
  'destroys-recovery',
  'real-failover',
  'weakens-readiness',
  'orchestration-tampering',
  'blinds-monitoring',
  'data-and-keys',
]);
export type SecurityCategory = z.infer<typeof SecurityCategory>;

/** What the trail says somebody did, or tried: who, where from, what, in which account and region, and how bad that is. */
export const SecurityFinding = z.object({
  category: SecurityCategory,
  severity: Severity,
  /** ARN of the principal, or its name where there is no ARN; `unknown` where the trail hides it. */
  who: z.string(),
  /** Null where the trail does not say. */
  mfa: z.boolean().nullable(),
  /** Address, or the AWS service that called on somebody's behalf. */
  where: z.string().nullable(),
  /** As IAM spells it: `drs:TerminateRecoveryInstances`. */
  what: z.string(),
  /** Things the call named, the first few. */
  targets: z.array(z.string()),
  account: z.string().nullable(),
  region: z.string().nullable(),
  /** Null where the call succeeded; else AWS's code, such as `AccessDenied`. */
  errorCode: z.string().nullable(),
  /** Carried out by the platform's own role, as it does in every drill. */
  byPlatform: z.boolean(),
});
export type SecurityFinding = z.infer<typeof SecurityFinding>;

/** What people call a category. */
export const categoryWords: Readonly<Record<SecurityCategory, string>> = {
  'failed-sign-in': 'Failed sign-in',
  'denied-call': 'Denied call',
  'destroys-recovery': 'Destroys recovery or replication',
  'real-failover': 'Real failover or reversal',
  'weakens-readiness': 'Weakens readiness',
  'orchestration-tampering': 'Tampers with the orchestration',
  'blinds-monitoring': 'Blinds the monitoring',
  'data-and-keys': 'Data, keys and roles',
};
