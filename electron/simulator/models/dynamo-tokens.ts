import type { AttributeValue, Item } from '../world';

/** What DynamoDB says about an expression it does not take. */
export class BadExpression extends Error {}

export interface Token {
  readonly kind: 'name' | 'alias' | 'value' | 'number' | 'symbol';
  readonly text: string;
}

const TOKEN = /\s*(?:(?<alias>#\w+)|(?<value>:\w+)|(?<name>[A-Za-z_]\w*)|(?<number>\d+)|(?<symbol><>|<=|>=|[=<>(),.[\]]))/y;

/** An expression cut into tokens. `kind` is the parameter's name, for the message. */
export function tokenize(kind: string, text: string): readonly Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  const end = text.trimEnd().length;
  if (end === 0) throw new BadExpression(`Invalid ${kind}: The expression can not be empty;`);
  while (TOKEN.lastIndex < end) {
    const at = TOKEN.lastIndex;
    const groups = TOKEN.exec(text)?.groups;
    const found = groups && tokenIn(groups);
    if (!found)
      throw new BadExpression(
        `Invalid ${kind}: Syntax error; token: "${text.slice(at).trim().slice(0, 1)}", near: "${text.slice(at, at + 10)}"`,
      );
    tokens.push(found);
  }
  return tokens;
}

function tokenIn(groups: Readonly<Record<string, string | undefined>>): Token | null {
  for (const kind of ['alias', 'value', 'name', 'number', 'symbol'] as const) {
    const text = groups[kind];
    if (text !== undefined) return { kind, text };
  }
  return null;
}

/** Names and values an expression may refer to, with a record of which were used: DynamoDB refuses unused ones. */
export interface Substitutes {
  name(kind: string, alias: string): string;
  value(kind: string, placeholder: string): AttributeValue;
  /** Call after the last expression of a request was read. */
  requireAllUsed(): void;
}

export function substitutes(names: Readonly<Record<string, string>> = {}, values: Item = {}): Substitutes {
  const used = new Set<string>();
  return {
    name: (kind, alias) => {
      used.add(alias);
      const name = names[alias];
      if (name !== undefined) return name;
      throw new BadExpression(
        `Invalid ${kind}: An expression attribute name used in the document path is not defined; attribute name: ${alias}`,
      );
    },
    value: (kind, placeholder) => {
      used.add(placeholder);
      const value = values[placeholder];
      if (value !== undefined) return value;
      throw new BadExpression(
        `Invalid ${kind}: An expression attribute value used in expression is not defined; attribute value: ${placeholder}`,
      );
    },
    requireAllUsed: () => {
      requireUsed('Names', Object.keys(names), used);
      requireUsed('Values', Object.keys(values), used);
    },
  };
}

function requireUsed(what: string, given: readonly string[], used: ReadonlySet<string>): void {
  const unused = given.filter((key) => !used.has(key));
  if (unused.length === 0) return;
  throw new BadExpression(`Value provided in ExpressionAttribute${what} unused in expressions: keys: {${unused.join(', ')}}`);
}

/**
 * Reserved words among names that occur in the platform's tables or are likely to. DynamoDB reserves some 570; these are
 * the ones that a console's expressions would trip over.
 */
const RESERVED = new Set(
  (
    'action agent comment condition count data date duration end error execute function group handler hash identity index ' +
    'input item items key keys lag language last level limit list location lock log map metrics mode month name names new next number ' +
    'output owner parameters path percent permissions plan position primary public range read record reference region request ' +
    'resource response result role roles rule schema scope second segment sequence session size snapshot source start state status ' +
    'storage stream string table terminated text time timestamp token total trigger ttl type unit unknown update url usage user users ' +
    'uuid value values view views wait window work write year zone'
  ).split(' '),
);

/** Throws when a name must be written as `#alias`. */
export function requireFree(kind: string, name: string): void {
  if (RESERVED.has(name.toLowerCase())) {
    throw new BadExpression(`Invalid ${kind}: Attribute name is a reserved keyword; reserved keyword: ${name}`);
  }
}
