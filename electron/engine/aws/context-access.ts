import { GetRoleCredentialsCommand, SSOClient } from '@aws-sdk/client-sso';
import { SSOOIDCClient } from '@aws-sdk/client-sso-oidc';
import { STSClient } from '@aws-sdk/client-sts';
import type { Instant } from '../../../shared/domain/primitives';
import { err, ok, type Result } from '../../../shared/lib/result';
import type { ContextSpec } from '../engine-api';
import type { Wall } from '../ports';
import type { AwsAccess } from './access';
import { askFor, type Credentials, type CredentialTools, profileCredentials } from './credentials';
import { CredentialsTrouble } from './credentials-trouble';
import { factsOf } from './error-facts';
import { type CredentialPlan, chainOf, type ProfileProblem, planOf, type SsoPlan } from './profiles/credential-plan';
import { mfaKey } from './sign-in/mfa-sessions';
import type { PendingSignIn } from './sign-in/sso-sessions';

/** How one context comes to its credentials, and what a person can do about it. */
export interface ContextAccess {
  /** The plan as the files say now; null for a rehearsal, whose keys are given. */
  plan(): Result<CredentialPlan, ProfileProblem> | null;
  /** Credentials, held until they are about to end. */
  readonly credentials: () => Promise<Credentials>;
  /** Opens the session that a second factor guards. Throws what AWS says of the code. */
  giveCode(code: string): Promise<void>;
  /** Begins a sign-in by device code, or tells that this profile has none. */
  signIn(): Promise<Result<PendingSignIn, 'no-sso'>>;
  pendingSignIn(): PendingSignIn | null;
  /** Why the last sign-in did not come about, or null. */
  signInRefusal(): string | null;
  /** When a person will have to act again (sign in, give a code); null where that is not foreseen. */
  endsAt(): Promise<Instant | null>;
}

type Service = 'sts' | 'sso' | 'sso-oidc';

export interface ContextAccessOptions {
  readonly spec: ContextSpec;
  readonly access: AwsAccess;
  readonly wall: Pick<Wall, 'nowMs'>;
  /** Region, endpoint and connections of a client, as for all others of the context. */
  configOf(service: Service, region: string): { readonly region: string; readonly maxAttempts: number };
  /** Counts and paces a client's calls. */
  watch(service: Service, client: STSClient | SSOClient | SSOOIDCClient): void;
}

export function openContextAccess({ spec, access, wall, configOf, watch }: ContextAccessOptions): ContextAccess {
  const { profile, keys } = spec;
  const oidcOf = (plan: SsoPlan) => () => {
    const client = new SSOOIDCClient(configOf('sso-oidc', plan.region));
    watch('sso-oidc', client);
    return client;
  };

  async function ssoCredentials(plan: Extract<CredentialPlan, { kind: 'sso' }>): Promise<Credentials> {
    const { accessToken } = await access.sso.token(plan.sso, plan.profile, oidcOf(plan.sso));
    const portal = new SSOClient(configOf('sso', plan.sso.region));
    watch('sso', portal);
    const { accountId, roleName } = plan.sso;
    try {
      const { roleCredentials } = await portal.send(new GetRoleCredentialsCommand({ accessToken, accountId, roleName }));
      const { accessKeyId = '', secretAccessKey = '', sessionToken = '', expiration = 0 } = roleCredentials ?? {};
      return { accessKeyId, secretAccessKey, sessionToken, expiration: new Date(expiration) };
    } catch (error) {
      throw explainedPortal(error, plan);
    } finally {
      portal.destroy();
    }
  }

  // The files are read anew by every step, so what changes in them holds from the next step on.
  const tools = (): CredentialTools => ({
    files: access.files(),
    env: access.env,
    region: spec.region,
    wall,
    mfa: access.mfa,
    sso: ssoCredentials,
    sts(credentials) {
      const client = new STSClient({ ...configOf('sts', spec.region), credentials });
      watch('sts', client);
      return client;
    },
  });
  const plan = () => (keys === null ? planOf(profile, { files: access.files(), env: access.env }) : null);
  const chain = (): readonly CredentialPlan[] => {
    const planned = plan();
    return planned?.ok === true ? chainOf(planned.value) : [];
  };
  const ssoPlan = (): SsoPlan | null => {
    const step = chain().find((one) => one.kind === 'sso');
    return step?.kind === 'sso' ? step.sso : null;
  };

  return {
    plan,
    credentials: keys === null ? profileCredentials(profile, tools, wall) : async () => keys,
    async giveCode(code) {
      await askFor(profile, tools(), code);
    },
    async signIn() {
      const sso = ssoPlan();
      return sso === null ? err('no-sso') : ok(await access.sso.begin(sso, oidcOf(sso)));
    },
    pendingSignIn() {
      const sso = ssoPlan();
      return sso === null ? null : access.sso.pending(sso);
    },
    signInRefusal() {
      const sso = ssoPlan();
      return sso === null ? null : access.sso.refusal(sso);
    },
    async endsAt() {
      const ends = await Promise.all(
        chain().map((step) => {
          if (step.kind === 'sso') return access.sso.endsAt(step.sso);
          const key = mfaKeyOf(step);
          return key === null ? null : access.mfa.endsAt(key);
        }),
      );
      const [first = null] = ends.filter((end) => end !== null).sort();
      return first;
    },
  };
}

function mfaKeyOf(step: CredentialPlan): string | null {
  if (step.kind === 'keys' && step.mfaSerial !== null) return mfaKey(step.profile, step.mfaSerial, null);
  if (step.kind === 'role' && step.role.mfaSerial !== null) return mfaKey(step.profile, step.role.mfaSerial, step.role.arn);
  return null;
}

/** The portal says little; what it means depends on what was asked. */
function explainedPortal(error: unknown, { profile, sso }: Extract<CredentialPlan, { kind: 'sso' }>): unknown {
  const { name } = factsOf(error);
  if (name === 'UnauthorizedException') {
    return new CredentialsTrouble(
      'needs-sign-in',
      `The sign-in to ${sso.session ?? sso.startUrl}, which profile ${profile} uses, does not hold any more.`,
      `Sign in on the accounts screen, or with: aws sso login --profile ${profile}.`,
    );
  }
  if (name === 'ForbiddenException') {
    return new CredentialsTrouble(
      'not-permitted',
      `Whoever signed in has no role ${sso.roleName} in account ${sso.accountId}, which profile ${profile} names.`,
      'Correct sso_account_id or sso_role_name, or have the role assigned in IAM Identity Center.',
    );
  }
  return error;
}
