import { createHash } from 'node:crypto';
import type { AwsFiles } from '../aws/profiles/aws-files';
import { profileOf, ssoSessionOf } from '../aws/profiles/aws-files';
import { chainOf, planOf } from '../aws/profiles/credential-plan';

/** What of the AWS files a profile depends on, as a digest: differs when the context has to be opened anew. Holds no secret. */
export function fingerprintOf(profile: string, files: AwsFiles, env: NodeJS.ProcessEnv): string {
  const plan = planOf(profile, { files, env });
  const names = plan.ok ? chainOf(plan.value).flatMap((step) => ('profile' in step ? [step.profile] : [])) : [];
  const own = profileOf(files, profile);
  const parts = [
    plan,
    own,
    ...names.map((name) => profileOf(files, name)),
    own?.sso_session === undefined ? null : ssoSessionOf(files, own.sso_session),
    own?.services === undefined ? null : files.config.sections[`services ${own.services}`],
  ];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
