import alert from '../../../resources/iam/alert.json';
import manage from '../../../resources/iam/manage.json';
import observe from '../../../resources/iam/observe.json';
import setup from '../../../resources/iam/setup.json';
import targetRead from '../../../resources/iam/target-read.json';
import targetSetup from '../../../resources/iam/target-setup.json';
import { err, ok, type Result } from '../../../shared/lib/result';
import { ORCHESTRATION_ROLE, READ_ROLE, SETUP_ROLE } from '../callers';
import { PolicyDocument } from './document';
import type { Enforcer } from './enforcer';
import { refusalOf } from './evaluate';

/** The policy files that ship with the console, by the name `--policy` takes. Enforcing them proves that they suffice. */
const SHIPPED_POLICIES = {
  observe: PolicyDocument.parse(observe),
  alert: PolicyDocument.parse(alert),
  setup: PolicyDocument.parse(setup),
  manage: PolicyDocument.parse(manage),
} as const;
export type PolicyName = keyof typeof SHIPPED_POLICIES;

const TARGET_READ = PolicyDocument.parse(targetRead);
const TARGET_SETUP = PolicyDocument.parse(targetSetup);
const ADMINISTRATOR = PolicyDocument.parse({ Statement: { Effect: 'Allow', Action: '*', Resource: '*' } });

/** `observe,alert` as names of shipped policies; the error is the first name that is none. */
export function readPolicyNames(text: string): Result<readonly PolicyName[], string> {
  const names: PolicyName[] = [];
  for (const part of text.split(',').map((name) => name.trim())) {
    if (!isPolicyName(part)) return err(part);
    names.push(part);
  }
  return ok(names);
}

function isPolicyName(text: string): text is PolicyName {
  return Object.hasOwn(SHIPPED_POLICIES, text);
}

/**
 * Attaches shipped policies to every user, whether the simulator knows the key or not. Sessions of the read role have that
 * role's own policy; the platform's orchestration role may do everything.
 */
export function enforceShipped(names: readonly PolicyName[]): Enforcer {
  const own = names.map((name) => SHIPPED_POLICIES[name]);
  return (ask) => {
    const role = /:assumed-role\/([^/]+)\//.exec(ask.caller.arn)?.[1];
    if (role === READ_ROLE) return refusalOf([TARGET_READ], ask);
    if (role === SETUP_ROLE) return refusalOf([TARGET_SETUP], ask);
    return refusalOf(role === ORCHESTRATION_ROLE ? [ADMINISTRATOR] : own, ask);
  };
}
