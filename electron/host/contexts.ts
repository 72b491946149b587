import { ContextId } from '../../shared/domain/primitives';
import { err, ok, type Result } from '../../shared/lib/result';
import type { ContextSpec } from '../engine/engine-api';
import type { AwsProfile } from './aws-profiles';
import type { Problem } from './problem';

export interface ContextWish {
  readonly profiles: readonly string[];
  readonly regions: readonly string[];
  /** `--endpoint-url`; the environment's own settings are read by the clients themselves. */
  readonly endpointUrl: string | null;
}

/** What the console begins with, and what was asked for but cannot be a context. */
export interface FirstContexts {
  readonly specs: readonly ContextSpec[];
  /** Left out while the rest is watched. */
  readonly skipped: readonly Problem[];
}

/**
 * Profile × region, each pair a context. Without `--profile`: `AWS_PROFILE`, else the default profile, else keys in the environment.
 * Without `--region`: the profile's own region, else `AWS_REGION`. Whether a profile can work is told by its context, later.
 */
export function contextSpecs(
  wish: ContextWish,
  known: readonly AwsProfile[],
  env: Readonly<Record<string, string | undefined>>,
): Result<FirstContexts, Problem> {
  const profiles = unique(wish.profiles.length > 0 ? wish.profiles : defaultProfile(known, env));
  if (profiles.length === 0) return err(noProfile);
  const specs: ContextSpec[] = [];
  const skipped: Problem[] = [];
  for (const profile of profiles) {
    const regions = wish.regions.length > 0 ? unique(wish.regions) : regionOf(profile, known, env);
    if (regions.length === 0) skipped.push(noRegion(profile));
    for (const region of regions) {
      specs.push({
        contextId: ContextId.parse(`${profile}@${region}`),
        profile,
        region,
        endpointUrl: wish.endpointUrl,
        keys: null,
        mayCreateQueue: false,
        ...(wish.profiles.length > 0 ? {} : { byDefault: true }),
      });
    }
  }
  const [first] = skipped;
  return specs.length === 0 && first !== undefined ? err(first) : ok({ specs, skipped });
}

function defaultProfile(known: readonly AwsProfile[], env: Readonly<Record<string, string | undefined>>): string[] {
  const named = env.AWS_PROFILE ?? '';
  if (named !== '') return [named];
  const hasDefault = known.some(({ name }) => name === 'default');
  return hasDefault || (env.AWS_ACCESS_KEY_ID ?? '') !== '' ? ['default'] : [];
}

function regionOf(profile: string, known: readonly AwsProfile[], env: Readonly<Record<string, string | undefined>>): string[] {
  const region = known.find(({ name }) => name === profile)?.region ?? env.AWS_REGION ?? env.AWS_DEFAULT_REGION ?? '';
  return region === '' ? [] : [region];
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}

const noProfile: Problem = {
  code: 'no-profile',
  message:
    'No AWS profile: none was given with --profile, AWS_PROFILE is not set, and the AWS config files have no default profile.',
  next: 'Name one with --profile, or practise without an account: --rehearse payroll-drill.',
};

function noRegion(profile: string): Problem {
  return {
    code: 'no-region',
    message: `No region for profile "${profile}": --region was not given, the profile sets none, and AWS_REGION is not set.`,
    next: 'Name one with --region, or set AWS_REGION.',
  };
}
