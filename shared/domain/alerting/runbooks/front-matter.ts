/** What is wrong with a runbook, and where: lines count from 1. */
export interface RunbookFault {
  readonly line: number;
  readonly message: string;
}

export interface FrontMatter {
  /** What stands for each key: a text, or a list. */
  readonly entries: ReadonlyMap<string, { readonly line: number; readonly values: readonly string[] }>;
  /** Line, from 1, at which the text begins. */
  readonly bodyLine: number;
  readonly faults: readonly RunbookFault[];
}

/** Between two lines of `---`: `key: value`, or `key: [one, two]`. Nothing else of YAML is understood, and nothing else is needed. */
export function readFrontMatter(lines: readonly string[]): FrontMatter {
  const entries = new Map<string, { readonly line: number; readonly values: readonly string[] }>();
  const faults: RunbookFault[] = [];
  if (lines[0]?.trim() !== '---')
    return { entries, bodyLine: 1, faults: [{ line: 1, message: 'The first line is not `---`: begin with id and title.' }] };
  const end = lines.findIndex((line, index) => index > 0 && line.trim() === '---');
  if (end < 0)
    return { entries, bodyLine: lines.length + 1, faults: [{ line: 1, message: 'The head is not closed with `---`.' }] };
  for (const [index, line] of lines.slice(1, end).entries()) {
    const at = index + 2;
    if (line.trim() === '' || line.trim().startsWith('#')) continue;
    const [, key, rest] = /^([a-z-]+)\s*:\s*(.*)$/.exec(line) ?? [];
    if (key === undefined || rest === undefined) faults.push({ line: at, message: `“${line.trim()}” is not \`key: value\`.` });
    else if (entries.has(key)) faults.push({ line: at, message: `“${key}” stands here for the second time.` });
    else entries.set(key, { line: at, values: valuesOf(rest) });
  }
  return { entries, bodyLine: end + 2, faults };
}

function valuesOf(text: string): readonly string[] {
  const list = /^\[(.*)\]\s*$/.exec(text.trim())?.[1];
  const parts = list === undefined ? [text] : list.split(',');
  return parts.map(unquoted).filter((part) => part !== '');
}

function unquoted(text: string): string {
  const trimmed = text.trim();
  return /^(["'])(.*)\1$/.exec(trimmed)?.[2] ?? trimmed;
}
