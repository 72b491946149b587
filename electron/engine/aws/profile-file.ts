import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Sections of an AWS configuration file: `profile payroll`, `services local` → settings; nested ones are `drs.endpoint_url`. */
export type ProfileFile = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Reads `~/.aws/config` (or where `AWS_CONFIG_FILE` points). A missing file is an empty one. */
export async function readProfileFile(env: NodeJS.ProcessEnv): Promise<ProfileFile> {
  const path = env.AWS_CONFIG_FILE ?? join(homedir(), '.aws', 'config');
  try {
    return parseProfileFile(await readFile(path, 'utf8'));
  } catch {
    // Unreadable is reported by the credential chain, which names the file; endpoints then simply have no override.
    return {};
  }
}

/** Parses the format: `[section]`, `key = value`, indented `key = value` below a key without value, `#` and `;` comments. */
export function parseProfileFile(text: string): ProfileFile {
  const sections: Record<string, Record<string, string>> = {};
  let section: Record<string, string> = {};
  let parent = '';
  for (const line of text.split(/\r?\n/)) {
    if (/^\s*([#;]|$)/.test(line)) continue;
    const head = /^\[\s*([^\]]+?)\s*\]/.exec(line);
    if (head?.[1] !== undefined) {
      section = sections[head[1].replace(/\s+/g, ' ')] ??= {};
      parent = '';
      continue;
    }
    const pair = /^(\s*)([^=\s]+)\s*=\s*(.*?)\s*$/.exec(line);
    if (pair === null) continue;
    const [, indent = '', key = '', value = ''] = pair;
    if (indent === '') parent = key;
    section[indent === '' || parent === '' ? key : `${parent}.${key}`] = value;
  }
  return sections;
}
