import { redactLine } from './redact-line';

/** A pattern is for reading and for telling one from another; what follows is never what distinguishes errors. */
const MOST = 300;
/** Looked at of a line before anything is replaced. */
const MOST_READ = 4_000;

/** In this order: what is longer goes first, lest its parts be replaced one by one. */
const replacements: readonly (readonly [RegExp, string])[] = [
  [/https?:\/\/[^\s"'<>)]+/g, '<url>'],
  [/\barn:[a-z-]+:[^\s"',;)}\]]+/g, '<arn>'],
  [/\b[\w.+-]+@[\w-]+\.[\w.-]+\b/g, '<mail>'],
  [/\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?:Z|[+-]\d\d:?\d\d)?/g, '<time>'],
  [/\b\d\d:\d\d:\d\d(?:[.,]\d+)?\b/g, '<time>'],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, '<id>'],
  [/\b[a-z]{1,12}-(?=[0-9a-f]*[0-9])[0-9a-f]{8,}(?![0-9a-z])/g, '<id>'],
  [/\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b/g, '<ip>'],
  [/\b0x[0-9a-f]+\b/gi, '<hex>'],
  [/\b(?=[0-9a-f]*[0-9])(?=[0-9a-f]*[a-f])[0-9a-f]{8,}\b/gi, '<hex>'],
  [/(?<=[A-Za-z])\d{2,}/g, '<n>'],
  [/(?<![A-Za-z<])\d+(?:[.,]\d+)*/g, '<n>'],
];
const longBraces = /\{[^{}]{40,}\}|\{[^{}]*\{…\}[^{}]*\}/g;

/**
 * What lines of one kind have in common: ids, times, numbers, addresses and secrets replaced by placeholders. The pattern of a pattern
 * is itself. A long record in the line becomes `{…}`.
 */
export function patternOf(line: string): string {
  let text = redactLine(line.slice(0, MOST_READ)).replace(/\s+/g, ' ').trim();
  for (const [what, mark] of replacements) text = text.replace(what, mark);
  text = withoutRecords(text);
  return text.length <= MOST ? text : `${text.slice(0, MOST - 1).trimEnd()}…`;
}

/** Innermost first, until nothing long is left between braces. */
function withoutRecords(text: string): string {
  let shorter = text;
  for (let depth = 0; depth < 8; depth += 1) {
    const next = shorter.replace(longBraces, '{…}');
    if (next === shorter) break;
    shorter = next;
  }
  return shorter;
}
