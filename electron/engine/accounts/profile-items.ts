import type { AwsFileItem, ProfileItem } from '../../../shared/contract/contexts';
import type { ContextId } from '../../../shared/domain/primitives';
import { type AwsFiles, profileNames, profileOf } from '../aws/profiles/aws-files';
import { chainOf, planOf } from '../aws/profiles/credential-plan';

/** Every profile of the AWS files with what it is, whether it can work, and if not why and what next. */
export function profileItems(
  files: AwsFiles,
  env: NodeJS.ProcessEnv,
  watched: readonly { readonly contextId: ContextId; readonly profile: string }[],
): ProfileItem[] {
  const inFiles = profileNames(files);
  const hasKeysInEnv = planOf('default', { files, env });
  const names = inFiles.includes('default') || !isEnvironment(hasKeysInEnv) ? inFiles : ['default', ...inFiles];
  return names.map((name) => {
    const plan = planOf(name, { files, env });
    const profile = profileOf(files, name);
    const region = profile?.region ?? null;
    const chain = plan.ok ? chainOf(plan.value) : [];
    const own = chain[0];
    const sso = chain.find((step) => step.kind === 'sso');
    return {
      name,
      kind: own?.kind ?? null,
      region,
      works: plan.ok,
      message: plan.ok ? null : plan.error.message,
      next: plan.ok ? null : plan.error.next,
      needsCode: chain.some(
        (step) => (step.kind === 'keys' ? step.mfaSerial : step.kind === 'role' ? step.role.mfaSerial : null) !== null,
      ),
      sources: chain.slice(1).map((step) => ('profile' in step ? step.profile : step.kind)),
      ssoSession: sso?.kind === 'sso' ? (sso.sso.session ?? sso.sso.startUrl) : null,
      contexts: watched.filter((context) => context.profile === name).map(({ contextId }) => contextId),
    };
  });
}

function isEnvironment(plan: ReturnType<typeof planOf>): boolean {
  return plan.ok && plan.value.kind === 'environment';
}

/** The files themselves, with the lines nobody can understand. Never the lines' text: it may be a secret. */
export function fileItems(files: AwsFiles): AwsFileItem[] {
  return [files.config, files.credentials].map(({ path, state, broken }) => ({
    path,
    state,
    brokenLines: broken.map(
      ({ line, reason, section }) => `line ${line}: ${reason}${section === null ? '' : ` (in [${section}])`}`,
    ),
  }));
}
