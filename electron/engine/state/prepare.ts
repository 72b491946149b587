import { ConsoleEvent } from '../../../shared/domain/events';
import { evolve, evolveAll } from '../../../shared/domain/evolve/evolve';
import { MOST_ITEMS, redact } from '../../../shared/domain/redact';
import type { ConsoleState } from '../../../shared/domain/state';

/**
 * An event as it may be kept: secrets redacted, text well-formed, and of our schema. Whoever commits something else has a bug, which
 * this throws, before anything was written that could not be read again.
 */
export function cleanEvent(event: ConsoleEvent): ConsoleEvent {
  const clean = ConsoleEvent.safeParse(wellFormed(redact(event)));
  // Redaction ends a list that is too long with words, which no list of records may hold: then it is cut before.
  return clean.success ? clean.data : ConsoleEvent.parse(wellFormed(redact(shortened(event))));
}

function shortened(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, MOST_ITEMS).map(shortened);
  if (typeof value !== 'object' || value === null) return value;
  // The raw answer is of no schema, and may say that it was cut.
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, name === 'raw' ? inner : shortened(inner)]));
}

/** A half of a surrogate pair has no UTF-8 form; JSON as escaped text. */
const ESCAPED_SURROGATE = /\\u[dD][89abcdefABCDEF]/;

/**
 * Puts the replacement character where half a surrogate pair stands alone: such text has no canonical form for the audit trail, and
 * AWS tags may hold it. Nearly nothing does, so one look at the escaped text spares the walk.
 */
function wellFormed(value: unknown): unknown {
  return ESCAPED_SURROGATE.test(JSON.stringify(value)) ? repaired(value) : value;
}

function repaired(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/\p{Surrogate}/gu, '\ufffd');
  if (Array.isArray(value)) return value.map(repaired);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [repaired(name), repaired(inner)]));
}

/**
 * The id by which copies of a message are recognised (queues deliver at least once, scripts tell twice), or null for what is no
 * message.
 */
export function messageIdOf(event: ConsoleEvent): string | null {
  if (event.type === 'custom.received') return customMessageId(event.customId);
  return 'messageId' in event ? event.messageId : null;
}

/** Ids that scripts chose stand apart from those of queues. */
export function customMessageId(customId: string): string {
  return `custom:${customId}`;
}

/** What may be recorded only once, and by which key; null for what may come again. */
export function onceKeyOf(event: ConsoleEvent): string | null {
  if (event.type === 'notification.raised') return `notification ${event.event.eventId}`;
  const messageId = messageIdOf(event);
  return messageId === null ? null : `message ${messageId}`;
}

/** Beyond this many, events are evolved together, which copies each record once instead of once an event. */
const FEW = 16;

/** Evolves `state` by `events`, and answers which are worth keeping: an observation of what is known already says nothing. */
export function evolveBy(
  state: ConsoleState,
  events: readonly ConsoleEvent[],
): { readonly state: ConsoleState; readonly kept: readonly ConsoleEvent[] } {
  if (events.length > FEW) return { state: evolveAll(state, events), kept: events };
  let current = state;
  const kept: ConsoleEvent[] = [];
  for (const event of events) {
    const next = evolve(current, event);
    if (event.type.endsWith('.observed') && saysTheSame(current, next)) continue;
    current = next;
    kept.push(event);
  }
  return { state: current, kept };
}

/** Whether two states differ in nothing but the time of the newest event. */
function saysTheSame(one: ConsoleState, other: ConsoleState): boolean {
  return isShallowEqual({ ...one, lastEventAt: null }, { ...other, lastEventAt: null });
}

function isShallowEqual(one: object, other: object): boolean {
  const values = Object.values(other);
  return Object.values(one).every((value, index) => value === values[index]);
}
