import type { AwsFileItem, CallCount, ContextItem, ProfileItem, SignIn } from '../../../shared/contract/contexts';
import type { Context } from '../../../shared/domain/context';
import type { SourceError } from '../../../shared/domain/health';
import type { ContextId } from '../../../shared/domain/primitives';
import { err, ok, type Result } from '../../../shared/lib/result';
import type { AwsContext } from '../aws/aws-context';
import { sourceErrorOf } from '../aws/errors';
import { profileOf } from '../aws/profiles/aws-files';
import { planOf } from '../aws/profiles/credential-plan';
import type { Core } from '../engine-api';
import type { Ports } from '../ports';
import type { Sources } from '../sources/start-sources';
import { stateOf } from './context-state';
import { fileItems, profileItems } from './profile-items';

/** Why a code or a sign-in came to nothing. */
export type AccountRefusal =
  | { readonly kind: 'not-watched' }
  | { readonly kind: 'not-needed'; readonly message: string }
  | { readonly kind: 'wrong-code'; readonly message: string }
  | { readonly kind: 'aws'; readonly error: SourceError };

/** Profiles, and how contexts come to their credentials. */
export interface Accounts {
  describe(context: Context): Promise<ContextItem>;
  profiles(): readonly ProfileItem[];
  files(): readonly AwsFileItem[];
  /** Whether the AWS files (or the environment) have a profile of that name. */
  hasProfile(name: string): boolean;
  /** Opens the session a second factor guards; every context that waited for it goes on. */
  giveCode(contextId: ContextId, code: string): Promise<Result<void, AccountRefusal>>;
  /** Begins a sign-in, or answers the one that waits. */
  signIn(contextId: ContextId): Promise<Result<SignIn, AccountRefusal>>;
  calls(): readonly CallCount[];
}

export interface AccountsOptions {
  readonly core: Core;
  readonly ports: Pick<Ports, 'wall'>;
  readonly sources: Sources;
}

export function createAccounts({ core, ports, sources }: AccountsOptions): Accounts {
  const refusalOf = (error: unknown, { spec }: AwsContext): AccountRefusal => {
    const about = { profile: spec.profile, region: spec.region, wallNowMs: ports.wall.nowMs() };
    return { kind: 'aws', error: sourceErrorOf(error, about) };
  };
  return {
    async describe(context) {
      const aws = sources.awsOf(context.contextId);
      const plan = aws?.access.plan() ?? null;
      const isWatched = context.watched !== false;
      const identity = Object.values(core.view().sources).find(
        (health) => health.contextId === context.contextId && health.source === 'sts-identity',
      );
      return {
        ...context,
        watched: isWatched,
        ...stateOf(isWatched, plan?.ok === false ? plan.error : null, identity),
        kind: plan?.ok === true ? plan.value.kind : null,
        sessionEndsAt: (await aws?.access.endsAt()) ?? null,
        signIn: aws?.access.pendingSignIn() ?? null,
        signInRefusal: aws?.access.signInRefusal() ?? null,
      };
    },
    profiles() {
      const access = sources.access();
      return access === null ? [] : profileItems(access.files(), access.env, sources.watched());
    },
    files() {
      const access = sources.access();
      return access === null ? [] : fileItems(access.files());
    },
    hasProfile(name) {
      const access = sources.access();
      if (access === null) return false;
      const { env } = access;
      return profileOf(access.files(), name) !== null || (name === 'default' && planOf(name, { files: access.files(), env }).ok);
    },
    async giveCode(contextId, code) {
      const aws = sources.awsOf(contextId);
      if (aws === null) return err({ kind: 'not-watched' });
      if (!(await asksForCode(aws))) return err({ kind: 'not-needed', message: 'This context does not ask for a code now.' });
      try {
        await aws.access.giveCode(code);
      } catch (error) {
        const refusal = refusalOf(error, aws);
        const said = error instanceof Error ? error.message : '';
        return err(/MultiFactorAuthentication failed/i.test(said) ? { kind: 'wrong-code', message: said.trim() } : refusal);
      }
      await sources.retry();
      return ok(undefined);
    },
    async signIn(contextId) {
      const aws = sources.awsOf(contextId);
      if (aws === null) return err({ kind: 'not-watched' });
      try {
        const begun = await aws.access.signIn();
        if (begun.ok) return ok(begun.value);
        return err({ kind: 'not-needed', message: `Profile ${aws.spec.profile} does not use IAM Identity Center.` });
      } catch (error) {
        return err(refusalOf(error, aws));
      }
    },
    calls: () => sources.scheduler.counts.list(),
  };
}

/** Asked of the profile itself, since the first source may not have come to it yet. */
async function asksForCode(aws: AwsContext): Promise<boolean> {
  return aws.access.credentials().then(
    () => false,
    (error: unknown) => sourceErrorOf(error, { profile: '', region: '', wallNowMs: 0 }).code === 'needs-code',
  );
}
