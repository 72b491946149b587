import { cutWhole } from '../../../../shared/domain/notifications/sms';

/** What SNS takes of a message with its attributes. Topics may be set to take more; none takes less. */
export const MOST_PUBLISH_BYTES = 262_144;
/** Subjects are shorter than a hundred characters. */
const MOST_SUBJECT = 99;
const CUT_MARK = '\n[cut]';

export function bytesOf(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}

/** A text within so many bytes, cut between whole characters, with a mark where it was cut. */
export function fitText(text: string, bytes: number): string {
  if (bytesOf(text) <= bytes) return text;
  // Half of a character pair is no text; and no character is shorter than a byte, so the rest cannot matter.
  return `${cutWhole(text.slice(0, bytes), bytes - bytesOf(CUT_MARK), bytesOf)}${CUT_MARK}`;
}

/**
 * A JSON object within so many bytes that is still one: its largest members go first, and `omitted` names them. What is no object, or
 * would have nothing left, becomes a text in one.
 */
export function fitJson(json: string, bytes: number): string {
  if (bytesOf(json) <= bytes) return json;
  const members = membersOf(json);
  if (members === null)
    return JSON.stringify({ omitted: ['everything'], text: cutWhole(json.slice(0, bytes), bytes / 8, bytesOf) });
  const bySize = Object.entries(members).sort((one, other) => sizeOf(one) - sizeOf(other));
  const omitted: string[] = [];
  while (bySize.length > 0) {
    const [name] = bySize.pop() ?? [''];
    omitted.push(name.slice(0, 100));
    const rest = JSON.stringify({ ...Object.fromEntries(inOrder(members, bySize)), omitted: omitted.slice(0, 50) });
    if (bytesOf(rest) <= bytes) return rest;
  }
  return JSON.stringify({ omitted: ['everything'] });
}

/** One line without control characters, within what a subject may be; never empty. */
export function fitSubject(subject: string): string {
  const line = subject
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return cutWhole(line, MOST_SUBJECT, (text) => text.length) || 'Notification';
}

function membersOf(json: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value))
      : null;
  } catch {
    return null;
  }
}

function sizeOf(member: readonly [string, unknown]): number {
  return bytesOf(JSON.stringify(member));
}

function inOrder(members: Readonly<Record<string, unknown>>, kept: readonly (readonly [string, unknown])[]): [string, unknown][] {
  const names = new Set(kept.map(([name]) => name));
  return Object.entries(members).filter(([name]) => names.has(name));
}
