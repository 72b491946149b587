import { awsPlaces, profileNames, profileOf, readAwsFiles } from '../engine/aws/profiles/aws-files';
import type { Place } from './data-dir';

export interface AwsProfile {
  readonly name: string;
  /** Region set for the profile, or null. */
  readonly region: string | null;
}

export interface AwsFiles {
  readonly profiles: readonly AwsProfile[];
  /** The files looked at, with what became of each: `read`, `missing` or an errno. */
  readonly files: readonly { readonly path: string; readonly state: string }[];
}

/** Profiles of the AWS config and credentials files, by the habits of the AWS tools (`AWS_CONFIG_FILE`, `AWS_SHARED_CREDENTIALS_FILE`). */
export async function readAwsProfiles({ env, home }: Pick<Place, 'env' | 'home'>): Promise<AwsFiles> {
  const files = await readAwsFiles(awsPlaces({ HOME: home, ...env }));
  return {
    profiles: profileNames(files).map((name) => ({ name, region: profileOf(files, name)?.region ?? null })),
    files: [files.config, files.credentials].map(({ path, state }) => ({ path, state })),
  };
}
