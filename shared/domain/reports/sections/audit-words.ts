import { actorName } from '../../actor-name';
import type { AuditEntry } from '../../audit/audit-entry';
import { Instant } from '../../primitives';
import type { ReportWords } from '../section-kind';

const LONGEST = 500;
/** Levels that are spelt out; what lies deeper stands as JSON. */
const DEEPEST = 2;
/** Said by columns of their own, or of no use to a reader. */
const APART: ReadonlySet<string> = new Set(['occurredAt', 'rehearsal', 'actor']);

/** Who did it, as people call them. */
export function byWhom({ actor }: AuditEntry): string {
  return actorName(actor.id);
}

/** When it happened, on the clock by which the console works; when it was recorded, where the entry does not say. */
export function occurredAt({ at, data }: AuditEntry): Instant {
  const said = Instant.safeParse(data.occurredAt);
  return said.success ? said.data : at;
}

/** What an entry says beside who and when, in one line: `name: First token; role: view; context.region: us-east-1`. */
export function detailsOf({ data }: AuditEntry, words: ReportWords): string {
  if (data.removed === true) return words('audit.removed');
  if (data.unreadable === true) return words('audit.unreadable');
  const text = Object.entries(data)
    .filter(([name]) => !APART.has(name))
    .flatMap(([name, value]) => said(name, value, 0, words))
    .join('; ');
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

/** What is empty says nothing. */
function said(name: string, value: unknown, depth: number, words: ReportWords): string[] {
  if (value === null || value === undefined || value === '') return [];
  if (Array.isArray(value) && value.length === 0) return [];
  if (isErased(value)) return [`${name}: ${words('audit.erased')}`];
  if (depth < DEEPEST && typeof value === 'object' && !Array.isArray(value))
    return Object.entries(value).flatMap(([inner, one]) => said(`${name}.${inner}`, one, depth + 1, words));
  return [`${name}: ${briefly(value)}`];
}

/** Sealed, and what it sealed is not there any more. */
function isErased(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'sealed' in value && Object.keys(value).length === 1;
}

/** A value in a line of text; what has parts as JSON. */
export function briefly(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
