import { err, ok, type Result } from '../../../shared/lib/result';
import { isRecord, readJson } from './json';
import type { MessageAttributes } from './message';
import { compilePattern } from './pattern';

export type FilterScope = 'MessageAttributes' | 'MessageBody';

/** Why a message was kept from a subscriber: the suffix of `NumberOfNotificationsFilteredOut` that counts it. */
export type FilteredOut = 'MessageAttributes' | 'MessageBody' | 'NoMessageAttributes' | 'InvalidMessageBody';

/** Null lets the message through. */
export type Filter = (message: { readonly body: string; readonly attributes: MessageAttributes }) => FilteredOut | null;

const MAX_KEYS = 5;
const MAX_COMBINATIONS = 150;

/** An SNS subscription's filter policy. The error is the reason SNS refuses it. */
export function compileFilter(text: string, scope: FilterScope): Result<Filter, string> {
  const source = readJson(text);
  if (!isRecord(source)) return err('failed to parse JSON.');
  const shape = checkShape(source, scope);
  if (shape !== null) return err(shape);
  if (Object.keys(source).length === 0) return ok(() => null);
  const pattern = compilePattern(text);
  if (!pattern.ok) return pattern;
  return ok(
    scope === 'MessageBody'
      ? ({ body }) => filterBody(pattern.value, body)
      : ({ attributes }) => filterAttributes(pattern.value, attributes),
  );
}

function filterBody(matches: (event: unknown) => boolean, body: string): FilteredOut | null {
  const event = readJson(body);
  if (!isRecord(event)) return 'InvalidMessageBody';
  return matches(event) ? null : 'MessageBody';
}

function filterAttributes(matches: (event: unknown) => boolean, attributes: MessageAttributes): FilteredOut | null {
  if (matches(attributeValues(attributes))) return null;
  return Object.keys(attributes).length === 0 ? 'NoMessageAttributes' : 'MessageAttributes';
}

/** Attributes as values to match: numbers as numbers, `String.Array` as its elements, binary never matches. */
function attributeValues(attributes: MessageAttributes): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, { DataType, StringValue = '' }]) => {
      if (DataType === 'String.Array') return [name, readJson(StringValue) ?? StringValue];
      if (DataType.startsWith('Number')) return [name, Number(StringValue)];
      return [name, DataType.startsWith('Binary') ? {} : StringValue];
    }),
  );
}

function checkShape(source: Readonly<Record<string, unknown>>, scope: FilterScope): string | null {
  const leaves = leavesOf(source);
  const nested = Object.entries(source).some(([key, value]) => key !== '$or' && isRecord(value));
  if (scope === 'MessageAttributes' && nested)
    return 'Filter policy scope MessageAttributes does not support nested filter policy';
  if (leaves.length > MAX_KEYS) return 'Filter policy can not have more than 5 keys';
  const combinations = leaves.reduce((product, leaf) => product * Math.max(leaf.length, 1), 1);
  return combinations > MAX_COMBINATIONS ? 'Filter policy is too complex' : null;
}

function leavesOf(value: unknown): readonly (readonly unknown[])[] {
  if (isRecord(value)) {
    return Object.entries(value).flatMap(([key, child]) =>
      key === '$or' && Array.isArray(child) ? child.flatMap(leavesOf) : leavesOf(child),
    );
  }
  return Array.isArray(value) ? [value] : [];
}
