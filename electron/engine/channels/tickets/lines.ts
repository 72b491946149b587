import type { Severity } from '../../../../shared/domain/notice';

/** `CRITICAL = 1/1` and the like: what is named for a severity, or null. */
export function lineFor(severity: Severity, lines: readonly string[] | undefined): string | null {
  return pairsOf(lines).find(([name]) => name === severity)?.[1] ?? null;
}

/** `field = value` lines as fields to send; a value that is JSON goes as what it says. */
export function fieldsOf(lines: readonly string[] | undefined): Record<string, unknown> {
  return Object.fromEntries(pairsOf(lines).map(([name, value]) => [name, readValue(value)]));
}

function pairsOf(lines: readonly string[] = []): (readonly [string, string])[] {
  return lines.flatMap((line) => {
    const at = line.indexOf('=');
    return at < 1 ? [] : [[line.slice(0, at).trim(), line.slice(at + 1).trim()] as const];
  });
}

function readValue(text: string): unknown {
  if (!/^[[{]/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text; // Begins like JSON and is none: the other side gets it as it was written.
  }
}
