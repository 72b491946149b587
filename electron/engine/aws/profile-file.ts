/** Sections of an AWS configuration file: `profile payroll`, `services local` → settings; nested ones are `drs.endpoint_url`. */
export type ProfileFile = Readonly<Record<string, Readonly<Record<string, string>>>>;

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

/** A line of a configuration file that says nothing: its number (from 1) and what is wrong. The line itself may hold a secret. */
export interface BrokenLine {
  readonly line: number;
  readonly reason: string;
  /** The section it stands in, or null before the first. */
  readonly section: string | null;
}

/** Lines that neither open a section, nor set something, nor are comments; a file half written usually ends with one. */
export function readBrokenLines(text: string): readonly BrokenLine[] {
  const broken: BrokenLine[] = [];
  let section: string | null = null;
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (/^\s*([#;]|$)/.test(line)) continue;
    const head = /^\[\s*([^\]]+?)\s*\]/.exec(line);
    if (head?.[1] !== undefined) section = head[1].replace(/\s+/g, ' ');
    else if (line.startsWith('['))
      broken.push({ line: index + 1, reason: 'a section head without its closing bracket', section });
    else if (!/^\s*[^=\s]+\s*=/.test(line)) broken.push({ line: index + 1, reason: 'neither a section nor a setting', section });
    else if (section === null) broken.push({ line: index + 1, reason: 'a setting before the first section', section });
  }
  return broken;
}
