import { err, ok, type Result } from '../../../../shared/lib/result';
import { type AwsFiles, profileOf, ssoSessionOf } from './aws-files';

/** How a profile comes to its credentials, step by step, before anything is asked of anyone. Never holds a secret. */
export type CredentialPlan =
  | { readonly kind: 'keys'; readonly profile: string; readonly mfaSerial: string | null }
  | { readonly kind: 'environment' }
  | { readonly kind: 'process'; readonly profile: string }
  | { readonly kind: 'sso'; readonly profile: string; readonly sso: SsoPlan }
  | { readonly kind: 'web-identity'; readonly profile: string }
  | { readonly kind: 'machine'; readonly from: 'Ec2InstanceMetadata' | 'EcsContainer' }
  | { readonly kind: 'login'; readonly profile: string }
  /** The SDK's own search: the default profile where no file says anything. */
  | { readonly kind: 'search' }
  | { readonly kind: 'role'; readonly profile: string; readonly source: CredentialPlan; readonly role: RolePlan };
export type ProfileKind = CredentialPlan['kind'];

export interface SsoPlan {
  /** Name of the `sso-session`; null for the older form, where the profile itself names the start page. */
  readonly session: string | null;
  readonly startUrl: string;
  readonly region: string;
  readonly scopes: readonly string[];
  readonly accountId: string;
  readonly roleName: string;
}

export interface RolePlan {
  readonly arn: string;
  readonly sessionName: string;
  readonly externalId: string | null;
  readonly durationSeconds: number | null;
  readonly mfaSerial: string | null;
}

/** Why a profile cannot work, whatever AWS may say, and the next step. */
export interface ProfileProblem {
  readonly code: 'missing-profile' | 'missing-source' | 'circle' | 'incomplete' | 'half-written' | 'unreadable';
  readonly message: string;
  readonly next: string;
}

/** What planning looks at. */
export interface PlanFrom {
  readonly files: AwsFiles;
  readonly env: NodeJS.ProcessEnv;
}

/** Plans how `profile` gets credentials, in the order in which the AWS CLI looks; a chain of roles to its end. */
export function planOf(profile: string, from: PlanFrom): Result<CredentialPlan, ProfileProblem> {
  const { env, files } = from;
  // Keys in the environment win over the default profile, but not over one that was named.
  if (profile === 'default' && hasKeysInEnv(env)) return ok({ kind: 'environment' });
  const unreadable = [files.config, files.credentials].find(({ state }) => state !== 'read' && state !== 'missing');
  if (unreadable !== undefined && profileOf(files, profile) === null) {
    return problem('unreadable', `${unreadable.path} cannot be read (${unreadable.state}).`, 'Correct its permissions.');
  }
  if (profile === 'default' && profileOf(files, profile) === null) return ok({ kind: 'search' });
  return step(profile, from, []);
}

function hasKeysInEnv(env: NodeJS.ProcessEnv): boolean {
  return (env.AWS_ACCESS_KEY_ID ?? '') !== '' && (env.AWS_SECRET_ACCESS_KEY ?? '') !== '';
}

function problem(code: ProfileProblem['code'], message: string, next: string): Result<never, ProfileProblem> {
  return err({ code, message, next });
}

/** One link of the chain. `visited` are the profiles that led here, first to last. */
function step(name: string, from: PlanFrom, visited: readonly string[]): Result<CredentialPlan, ProfileProblem> {
  const profile = profileOf(from.files, name);
  if (profile === null) return missing(name, from, visited);
  const hasKeys = profile.aws_access_key_id !== undefined && profile.aws_secret_access_key !== undefined;
  // A profile that names itself as its source means its own keys; the same rule ends a chain that returns to keys.
  if (visited.includes(name)) return hasKeys && visited.at(-1) === name ? ok(keysOf(name, null)) : circle(visited, name);
  if (profile.role_arn !== undefined && profile.web_identity_token_file !== undefined)
    return ok({ kind: 'web-identity', profile: name });
  if (profile.role_arn !== undefined) return roleOf(name, profile, from, visited);
  if (hasKeys) return ok(keysOf(name, profile.mfa_serial ?? null));
  if (profile.sso_session !== undefined || profile.sso_start_url !== undefined) return ssoOf(name, profile, from);
  if (profile.credential_process !== undefined) return ok({ kind: 'process', profile: name });
  if (profile.login_session !== undefined) return ok({ kind: 'login', profile: name });
  return withoutCredentials(name, profile, from);
}

function keysOf(profile: string, mfaSerial: string | null): CredentialPlan {
  return { kind: 'keys', profile, mfaSerial };
}

function roleOf(
  name: string,
  profile: Readonly<Record<string, string>>,
  from: PlanFrom,
  visited: readonly string[],
): Result<CredentialPlan, ProfileProblem> {
  const { source_profile, credential_source, role_arn = '' } = profile;
  if (source_profile !== undefined && credential_source !== undefined) {
    return problem(
      'incomplete',
      `Profile ${name} names both a source_profile and a credential_source.`,
      'Keep one of the two in the config file.',
    );
  }
  const source =
    source_profile !== undefined
      ? step(source_profile, from, [...visited, name])
      : credentialSource(name, credential_source, from);
  if (!source.ok) return source;
  const role: RolePlan = {
    arn: role_arn,
    sessionName: profile.role_session_name ?? 'tocsin',
    externalId: profile.external_id ?? null,
    durationSeconds: /^\d+$/.test(profile.duration_seconds ?? '') ? Number(profile.duration_seconds) : null,
    mfaSerial: profile.mfa_serial ?? null,
  };
  return ok({ kind: 'role', profile: name, source: source.value, role });
}

function credentialSource(name: string, source: string | undefined, { env }: PlanFrom): Result<CredentialPlan, ProfileProblem> {
  switch (source) {
    case undefined:
      return problem(
        'incomplete',
        `Profile ${name} has a role_arn, but neither source_profile nor credential_source says who assumes it.`,
        'Add source_profile = NAME (a profile with credentials) to it.',
      );
    case 'Environment':
      if (hasKeysInEnv(env)) return ok({ kind: 'environment' });
      return problem(
        'incomplete',
        `Profile ${name} takes its credentials from the environment, which has none.`,
        'Start the console with AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY set.',
      );
    case 'Ec2InstanceMetadata':
    case 'EcsContainer':
      return ok({ kind: 'machine', from: source });
    default:
      return problem(
        'incomplete',
        `Profile ${name} has the credential_source ${source}, which does not exist.`,
        'It is one of Environment, Ec2InstanceMetadata, EcsContainer.',
      );
  }
}

function ssoOf(
  name: string,
  profile: Readonly<Record<string, string>>,
  { files }: PlanFrom,
): Result<CredentialPlan, ProfileProblem> {
  const session = profile.sso_session ?? null;
  const section = session === null ? profile : ssoSessionOf(files, session);
  if (section === null) {
    return problem(
      'missing-source',
      `Profile ${name} refers to the sso-session ${session}, which the config file does not have.`,
      `Add a section [sso-session ${session}] with sso_start_url and sso_region, or run aws configure sso-session.`,
    );
  }
  const lacks = [
    ...['sso_start_url', 'sso_region'].filter((key) => section[key] === undefined).map((key) => [key, session] as const),
    ...['sso_account_id', 'sso_role_name'].filter((key) => profile[key] === undefined).map((key) => [key, null] as const),
  ];
  const [first] = lacks;
  if (first !== undefined) {
    const where = first[1] === null ? `profile ${name}` : `sso-session ${first[1]}`;
    return problem(
      'incomplete',
      `The ${where} lacks ${lacks.map(([key]) => key).join(', ')}, so nobody can sign in with profile ${name}.`,
      'Add what is missing to the config file, or run aws configure sso.',
    );
  }
  const { sso_account_id: accountId = '', sso_role_name: roleName = '' } = profile;
  const { sso_start_url: startUrl = '', sso_region: region = '' } = section;
  const scopes = (section.sso_registration_scopes ?? '').split(',').map((scope) => scope.trim());
  return ok({
    kind: 'sso',
    profile: name,
    sso: { session, startUrl, region, scopes: scopes.filter((scope) => scope !== ''), accountId, roleName },
  });
}

function missing(name: string, { files }: PlanFrom, visited: readonly string[]): Result<never, ProfileProblem> {
  const by = visited.at(-1);
  if (by === undefined) {
    return problem(
      'missing-profile',
      `There is no profile ${name} in ${files.config.path} or ${files.credentials.path}.`,
      `Make it with: aws configure --profile ${name}.`,
    );
  }
  return problem(
    'missing-source',
    `Profile ${by} takes its credentials from source_profile ${name}, which does not exist.`,
    `Correct source_profile of ${by} in ${files.config.path}, or make it with: aws configure --profile ${name}.`,
  );
}

function circle(visited: readonly string[], name: string): Result<never, ProfileProblem> {
  const round = [...visited.slice(visited.indexOf(name)), name];
  return problem(
    'circle',
    round.length === 2
      ? `Profile ${name} is its own source_profile and has no keys: a circle without credentials.`
      : `The profiles ${round.join(' → ')} refer to each other in a circle, so none of them has credentials.`,
    'Let one of them have keys, a credential_process or an SSO sign-in of its own.',
  );
}

function withoutCredentials(
  name: string,
  profile: Readonly<Record<string, string>>,
  { files }: PlanFrom,
): Result<never, ProfileProblem> {
  for (const file of [files.credentials, files.config]) {
    const broken = file.broken.find(({ section }) => section === name || section === `profile ${name}`);
    if (broken !== undefined) {
      return problem(
        'half-written',
        `Profile ${name} looks half written: line ${broken.line} of ${file.path} is ${broken.reason}.`,
        'Complete the file; the console notices by itself.',
      );
    }
  }
  const half = [
    ['aws_access_key_id', 'aws_secret_access_key'],
    ['aws_secret_access_key', 'aws_access_key_id'],
  ].find(([has = '', lacks = '']) => profile[has] !== undefined && profile[lacks] === undefined);
  if (half !== undefined) {
    return problem('half-written', `Profile ${name} has ${half[0]} but no ${half[1]}.`, 'Add it; the console notices by itself.');
  }
  const sso = Object.keys(profile).filter((key) => key.startsWith('sso_'));
  const has = sso.length > 0 ? `only ${sso.join(', ')} of what an SSO sign-in needs` : 'no credentials';
  return problem(
    'incomplete',
    `Profile ${name} has ${has}: no keys, role, sso_session or credential_process.`,
    `Set it up with aws configure --profile ${name}, or aws configure sso --profile ${name}.`,
  );
}

/** The plans of a chain, the profile's own first, the one that has credentials by itself last. */
export function chainOf(plan: CredentialPlan): readonly CredentialPlan[] {
  return plan.kind === 'role' ? [plan, ...chainOf(plan.source)] : [plan];
}
