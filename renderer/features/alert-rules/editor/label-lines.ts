/** Labels as `name=value`, for fields that take several words. */
export function linesOfLabels(labels: Readonly<Record<string, string>> | undefined): string[] {
  return Object.entries(labels ?? {}).map(([name, value]) => `${name}=${value}`);
}

/** Undefined where none is left. What has no `=` is taken for the name of a label whose value follows. */
export function labelsOfLines(lines: readonly string[]): Record<string, string> | undefined {
  const pairs = lines.map((line): [string, string] => {
    const at = line.indexOf('=');
    return at === -1 ? [line.trim(), ''] : [line.slice(0, at).trim(), line.slice(at + 1).trim()];
  });
  const named = pairs.filter(([name]) => name !== '');
  return named.length === 0 ? undefined : Object.fromEntries(named);
}
