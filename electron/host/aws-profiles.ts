import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseProfileFile } from '../engine/aws/profile-file';
import type { Place } from './data-dir';
import { errnoOf } from './problem';

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
  const config = await readIni(env.AWS_CONFIG_FILE ?? join(home, '.aws', 'config'));
  const credentials = await readIni(env.AWS_SHARED_CREDENTIALS_FILE ?? join(home, '.aws', 'credentials'));
  const regions = new Map<string, string | null>();
  for (const [section, values] of Object.entries(config.sections)) {
    const name = profileNameOf(section);
    if (name !== null) regions.set(name, values.region ?? null);
  }
  for (const [name, values] of Object.entries(credentials.sections)) {
    regions.set(name, regions.get(name) ?? values.region ?? null);
  }
  return {
    profiles: [...regions].map(([name, region]) => ({ name, region })),
    files: [config, credentials].map(({ path, state }) => ({ path, state })),
  };
}

/** In the config file a profile's section is called `profile NAME`, but for the default one. */
function profileNameOf(section: string): string | null {
  if (section === 'default') return section;
  return section.startsWith('profile ') ? section.slice('profile '.length).replace(/^["']|["']$/g, '') : null;
}

async function readIni(path: string): Promise<{ path: string; state: string; sections: ReturnType<typeof parseProfileFile> }> {
  try {
    return { path, state: 'read', sections: parseProfileFile(await readFile(path, 'utf8')) };
  } catch (error) {
    const errno = errnoOf(error);
    return { path, state: errno === 'ENOENT' ? 'missing' : (errno ?? String(error)), sections: {} };
  }
}
