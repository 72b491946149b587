import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { type BrokenLine, type ProfileFile, parseProfileFile, readBrokenLines } from '../profile-file';

/** One file of the AWS tools as it stands: `state` is `read`, `missing` or an errno. */
export interface AwsFile {
  readonly path: string;
  readonly state: string;
  readonly sections: ProfileFile;
  /** Lines that say nothing the format knows: a file half written, or edited by mistake. */
  readonly broken: readonly BrokenLine[];
}

/** The two files that profiles are made of. */
export interface AwsFiles {
  readonly config: AwsFile;
  readonly credentials: AwsFile;
}

/** Where the files and the token cache lie, by the habits of the AWS tools. */
export interface AwsPlaces {
  readonly config: string;
  readonly credentials: string;
  readonly ssoCache: string;
}

/** `AWS_CONFIG_FILE` and `AWS_SHARED_CREDENTIALS_FILE` win; a leading `~` is the home directory, as the AWS CLI reads it. */
export function awsPlaces(env: NodeJS.ProcessEnv): AwsPlaces {
  const home = filled(env.HOME) ?? filled(env.USERPROFILE) ?? homedir();
  const expand = (path: string): string => (path.startsWith('~/') ? join(home, path.slice(2)) : path);
  return {
    config: expand(filled(env.AWS_CONFIG_FILE) ?? join(home, '.aws', 'config')),
    credentials: expand(filled(env.AWS_SHARED_CREDENTIALS_FILE) ?? join(home, '.aws', 'credentials')),
    ssoCache: join(home, '.aws', 'sso', 'cache'),
  };
}

/** Reads both files as they are now. What cannot be read is told, never thrown. */
export async function readAwsFiles(places: AwsPlaces): Promise<AwsFiles> {
  const [config, credentials] = await Promise.all([readOne(places.config), readOne(places.credentials)]);
  return { config, credentials };
}

export const noAwsFiles: AwsFiles = {
  config: { path: '', state: 'missing', sections: {}, broken: [] },
  credentials: { path: '', state: 'missing', sections: {}, broken: [] },
};

/** Settings of one profile from both files. For keys the credentials file wins, for everything else the config file. */
export function profileOf(files: AwsFiles, name: string): Readonly<Record<string, string>> | null {
  const config = configSection(files, name);
  const credentials = files.credentials.sections[name];
  if (config === undefined && credentials === undefined) return null;
  const keys = Object.fromEntries(Object.entries(credentials ?? {}).filter(([key]) => key.startsWith('aws_')));
  return { ...credentials, ...config, ...keys };
}

/** Names of all profiles, the default one first, then in the order of the files. */
export function profileNames(files: AwsFiles): readonly string[] {
  const names = new Set<string>();
  for (const section of Object.keys(files.config.sections)) {
    const name = profileNameOf(section);
    if (name !== null) names.add(name);
  }
  for (const name of Object.keys(files.credentials.sections)) names.add(name);
  return [...names].sort((one, other) => Number(other === 'default') - Number(one === 'default'));
}

/** In the config file a profile's section is called `profile NAME`, but for the default one. */
function profileNameOf(section: string): string | null {
  if (section === 'default') return section;
  return section.startsWith('profile ') ? unquoted(section.slice('profile '.length)) : null;
}

function configSection({ config }: AwsFiles, name: string): Readonly<Record<string, string>> | undefined {
  const key = Object.keys(config.sections).find((section) => profileNameOf(section) === name);
  return key === undefined ? undefined : config.sections[key];
}

/** Settings of an `sso-session` section, or null where the config file has none of that name. */
export function ssoSessionOf({ config }: AwsFiles, name: string): Readonly<Record<string, string>> | null {
  const key = Object.keys(config.sections).find(
    (section) => section.startsWith('sso-session ') && unquoted(section.slice('sso-session '.length)) === name,
  );
  return key === undefined ? null : (config.sections[key] ?? null);
}

function unquoted(text: string): string {
  return text.trim().replace(/^["']|["']$/g, '');
}

function filled(value: string | undefined): string | undefined {
  return value === '' ? undefined : value;
}

const Errno = z.object({ code: z.string() });

async function readOne(path: string): Promise<AwsFile> {
  try {
    const text = await readFile(path, 'utf8');
    return { path, state: 'read', sections: parseProfileFile(text), broken: readBrokenLines(text) };
  } catch (error) {
    const errno = Errno.safeParse(error);
    const code = errno.success ? errno.data.code : String(error);
    // A path through something that is no folder leads to no file, either.
    return { path, state: code === 'ENOENT' || code === 'ENOTDIR' ? 'missing' : code, sections: {}, broken: [] };
  }
}
