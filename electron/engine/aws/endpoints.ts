import type { ProfileFile } from './profile-file';

/** The services the console talks to, as the environment and the configuration file name them. */
export const serviceKeys = {
  cloudtrail: 'cloudtrail',
  drs: 'drs',
  dynamodb: 'dynamodb',
  events: 'eventbridge',
  iam: 'iam',
  lambda: 'lambda',
  logs: 'cloudwatch_logs',
  monitoring: 'cloudwatch',
  s3: 's3',
  servicequotas: 'service_quotas',
  ses: 'sesv2',
  sns: 'sns',
  sqs: 'sqs',
  sso: 'sso',
  'sso-oidc': 'sso_oidc',
  states: 'sfn',
  sts: 'sts',
} as const satisfies Record<string, string>;
export type AwsService = keyof typeof serviceKeys;

export interface EndpointSetting {
  /** Given for this context; wins over everything. */
  readonly given: string | null;
  readonly profile: string;
  readonly env: NodeJS.ProcessEnv;
  readonly file: ProfileFile;
}

/**
 * Where a service's client dials, or null for AWS itself. One resolution for all clients, because `client-drs` is years older than
 * the others and none of them knows which profile a context stands for.
 *
 * Order as AWS documents it: code, `AWS_ENDPOINT_URL_<SERVICE>`, `AWS_ENDPOINT_URL`, the profile's `services` section, the profile's
 * `endpoint_url`.
 */
export function endpointOf(service: AwsService, setting: EndpointSetting): string | null {
  if (setting.given !== null) return setting.given;
  const { env, file } = setting;
  const profile = file[`profile ${setting.profile}`] ?? file[setting.profile] ?? {};
  if (isTrue(env.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS) || isTrue(profile.ignore_configured_endpoint_urls)) return null;
  const key = serviceKeys[service];
  const section = file[`services ${profile.services ?? ''}`] ?? {};
  return (
    filled(env[`AWS_ENDPOINT_URL_${key.toUpperCase()}`]) ??
    filled(env.AWS_ENDPOINT_URL) ??
    filled(section[`${key}.endpoint_url`]) ??
    filled(profile.endpoint_url)
  );
}

function isTrue(value: string | undefined): boolean {
  return value?.toLowerCase() === 'true';
}

function filled(value: string | undefined): string | null {
  return value === undefined || value === '' ? null : value;
}
