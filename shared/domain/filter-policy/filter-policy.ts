import { z } from 'zod';
import { err, ok, type Result } from '../../lib/result';
import { compilePattern, type Pattern } from '../event-pattern/pattern';
import { isObject, isScalar, jsonOf, type Problem } from '../event-pattern/values';

export const FilterScope = z.enum(['MessageAttributes', 'MessageBody']);
export type FilterScope = z.infer<typeof FilterScope>;

/** Names a policy may have, and combinations of its values. Source: SNS quotas (aws-contracts 4.4). */
export const MOST_KEYS = 5;
export const MOST_COMBINATIONS = 150;
/** Characters. */
const LONGEST = 256 * 1024;

/** What a policy costs against the limits of SNS. */
export interface Cost {
  readonly keys: number;
  readonly combinations: number;
}

export interface FilterPolicy {
  readonly cost: Cost;
  /** Null where everything passes: an empty policy is none. */
  readonly pattern: Pattern | null;
}

/**
 * A filter policy as SNS would take it, or everything it would refuse. Values nested deeper count once a level, as SNS counts them.
 * `source` is parsed JSON.
 */
export function readFilterPolicy(source: unknown, scope: FilterScope): Result<FilterPolicy, readonly Problem[]> {
  if (!isObject(source)) return err([{ path: '', message: 'A filter policy is a JSON object.' }]);
  const cost = costOf(source);
  if (Object.keys(source).length === 0) return ok({ cost, pattern: null });
  const problems = [...overLimits(source, cost), ...(scope === 'MessageAttributes' ? nestedIn(source) : [])];
  const pattern = compilePattern(source);
  if (!pattern.ok) return err([...problems, ...pattern.error]);
  return problems.length > 0 ? err(problems) : ok({ cost, pattern: pattern.value });
}

/** As `readFilterPolicy`, from the text of an editor; blank text is no policy. */
export function readFilterPolicyText(text: string, scope: FilterScope): Result<FilterPolicy, readonly Problem[]> {
  if (text.trim() === '') return readFilterPolicy({}, scope);
  const source = jsonOf(text);
  return source === undefined
    ? err([{ path: '', message: 'This is not valid JSON: look for a missing quote, comma or brace.' }])
    : readFilterPolicy(source, scope);
}

export function costOf(source: unknown): Cost {
  const leaves = leavesOf(source, 1);
  return {
    keys: leaves.length,
    combinations: leaves.reduce(
      (product, { values, level }) => product * Math.max(values, 1) * level,
      leaves.length === 0 ? 0 : 1,
    ),
  };
}

function overLimits(source: object, { keys, combinations }: Cost): Problem[] {
  const problems: Problem[] = [];
  if (keys > MOST_KEYS)
    problems.push({ path: '', message: `SNS takes at most ${MOST_KEYS} names in a policy; this has ${keys}.` });
  if (combinations > MOST_COMBINATIONS) {
    const message = `SNS takes at most ${MOST_COMBINATIONS} combinations of values; this has ${combinations}. Use fewer values a name.`;
    problems.push({ path: '', message });
  }
  if (JSON.stringify(source).length > LONGEST) problems.push({ path: '', message: 'SNS takes policies up to 256 kB.' });
  return problems;
}

function nestedIn(source: Readonly<Record<string, unknown>>): Problem[] {
  return Object.entries(source).flatMap(([path, value]) =>
    path !== '$or' && isObject(value)
      ? [{ path, message: 'Attributes are not nested. Nested names need the scope MessageBody.' }]
      : [],
  );
}

interface Leaf {
  readonly values: number;
  readonly level: number;
}

function leavesOf(value: unknown, level: number): readonly Leaf[] {
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, child]): readonly Leaf[] => {
    if (name === '$or' && Array.isArray(child)) return child.flatMap((each) => leavesOf(each, level));
    return Array.isArray(child) ? [{ values: child.length, level }] : leavesOf(child, level + 1);
  });
}

/** An attribute of a message as SNS takes it. */
export const MessageAttribute = z.object({
  type: z.string().max(256).default('String'),
  value: z.string().max(262_144),
});
export type MessageAttribute = z.infer<typeof MessageAttribute>;

/** A message to try a policy on. */
export const SampleMessage = z.object({
  body: z.string().max(262_144).default(''),
  attributes: z.record(z.string(), MessageAttribute).default({}),
});
export type SampleMessage = z.infer<typeof SampleMessage>;

export interface Passing {
  readonly passes: boolean;
  /** One sentence. */
  readonly because: string;
}

/** Whether SNS would hand `message` to a subscriber with this policy, and why. */
export function wouldPass({ pattern }: FilterPolicy, scope: FilterScope, message: SampleMessage): Passing {
  if (pattern === null) return { passes: true, because: 'There is no filter policy, so every message passes.' };
  const subject = scope === 'MessageBody' ? bodyOf(message) : attributesOf(message);
  if (subject === null) return { passes: false, because: 'The body is not a JSON object, so nothing in it can match.' };
  const missed = pattern.missed(subject);
  if (missed.length === 0) return { passes: true, because: 'Every name of the policy matches.' };
  const lacking = missed.filter((name) => name !== '$or' && !(name in subject));
  const differing = missed.filter((name) => !lacking.includes(name));
  const parts = [
    ...(lacking.length === 0 ? [] : [`the message has no ${lacking.join(', ')}`]),
    ...(differing.length === 0 ? [] : [`${differing.join(', ')} does not match`]),
  ];
  const because = parts.join('; ');
  return { passes: false, because: `${because.charAt(0).toUpperCase()}${because.slice(1)}.` };
}

function bodyOf({ body }: SampleMessage): Readonly<Record<string, unknown>> | null {
  const value = jsonOf(body);
  return isObject(value) ? value : null;
}

/** Attributes as values to match: numbers as numbers, lists as their elements; what is binary never matches. */
function attributesOf({ attributes }: SampleMessage): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, { type, value }]) => {
      if (type === 'String.Array') return [name, listOf(value)];
      if (type.startsWith('Number')) return [name, Number(value)];
      return [name, type.startsWith('Binary') ? {} : value];
    }),
  );
}

function listOf(text: string): unknown {
  const value = jsonOf(text);
  return Array.isArray(value) || isScalar(value) ? value : text;
}
