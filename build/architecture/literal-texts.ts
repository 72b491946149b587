import { parseAst } from 'vite';

/** A text that is written in the code instead of in a catalogue. */
export interface LiteralText {
  readonly line: number;
  readonly text: string;
}

/** Attributes and properties whose value a person reads. */
const READ = new Set([
  'alt',
  'aria-description',
  'aria-label',
  'aria-roledescription',
  'description',
  'empty',
  'error',
  'heading',
  'label',
  'next',
  'nothingFoundMessage',
  'placeholder',
  'text',
  'title',
  'word',
]);
/** Functions whose first argument a person reads. */
const TOLD = new Set(['command', 'tell']);

/** Names that are the same in every language, and marks that are no words. */
const NAMES = new Set([
  'REHEARSAL',
  'Tocsin',
  'Slack',
  'PagerDuty',
  'Microsoft Teams',
  'ServiceNow',
  'Jira',
  'Deutsch',
  'English',
  'CSV',
  'JSON',
  'HTML',
  'UTC',
  'ARN',
]);

interface Node {
  readonly type: string;
  readonly start: number;
  readonly [key: string]: unknown;
}

/** Texts in JSX, in what a person reads of attributes and properties, and in what commands and messages say. */
export function findLiteralTexts(source: string, file: string): readonly LiteralText[] {
  const found: LiteralText[] = [];
  const lineOf = (start: number): number => source.slice(0, start).split('\n').length;
  const note = (node: Node, text: string): number => found.push({ line: lineOf(node.start), text: text.trim() });
  const root: unknown = parseAst(source, { lang: file.endsWith('.tsx') ? 'tsx' : 'ts' }, file);
  walk(root, (node) => {
    for (const [value, isWord] of readIn(node))
      for (const [literal, text] of literalsOf(value)) if (isWord(text) && !NAMES.has(text.trim())) note(literal, text);
  });
  return found;
}

type IsWord = (text: string) => boolean;
const anyLetter: IsWord = (text) => /\p{L}{2}/u.test(text);
/** An attribute may hold a keyword (`size="xs"`); words of a sentence have a space or a capital. */
const likeSentence: IsWord = (text) => anyLetter(text) && (/\p{L}\s+\p{L}/u.test(text) || /(^|\s)\p{Lu}\p{Ll}/u.test(text));

/** `plan=Payroll DR`, `America/New_York`: what stands in a field as an example of its form. */
const noExample: IsWord = (text) => !/\S[=/@]\S/.test(text) && likeSentence(text);

/** The parts of a node that are shown or read out, each with what makes it a text. */
function readIn(node: Node): readonly (readonly [unknown, IsWord])[] {
  switch (node.type) {
    case 'JSXText':
      return [[node, anyLetter]];
    case 'JSXElement':
    case 'JSXFragment':
      return listOf(node.children)
        .filter((child) => child.type === 'JSXExpressionContainer')
        .map((child) => [child.expression, anyLetter]);
    case 'JSXAttribute':
      return READ.has(nameOf(node.name))
        ? [[inside(node.value), nameOf(node.name) === 'placeholder' ? noExample : likeSentence]]
        : [];
    case 'Property':
      return READ.has(nameOf(node.key)) ? [[node.value, likeSentence]] : [];
    case 'CallExpression':
      return TOLD.has(nameOf(node.callee)) ? [[listOf(node.arguments)[0], anyLetter]] : [];
    default:
      return [];
  }
}

function inside(value: unknown): unknown {
  return isNode(value) && value.type === 'JSXExpressionContainer' ? value.expression : value;
}

/** Literals an expression may come to: both branches of a choice, the words of a template; not the arguments of a call. */
function literalsOf(value: unknown): readonly (readonly [Node, string])[] {
  if (!isNode(value)) return [];
  switch (value.type) {
    case 'JSXText':
    case 'Literal':
      return typeof value.value === 'string' ? [[value, value.value]] : [];
    case 'TemplateLiteral':
      return [[value, listOf(value.quasis).map(rawOf).join(' ')], ...listOf(value.expressions).flatMap((one) => literalsOf(one))];
    case 'ConditionalExpression':
      return [...literalsOf(value.consequent), ...literalsOf(value.alternate)];
    case 'LogicalExpression':
    case 'BinaryExpression':
      return value.type === 'BinaryExpression' && value.operator !== '+'
        ? []
        : [...literalsOf(value.left), ...literalsOf(value.right)];
    default:
      return [];
  }
}

function rawOf({ value }: Node): string {
  return typeof value === 'object' && value !== null && 'raw' in value ? String(value.raw) : '';
}

function nameOf(value: unknown): string {
  if (!isNode(value)) return '';
  return String(value.name ?? value.value ?? '');
}

function listOf(value: unknown): readonly Node[] {
  return Array.isArray(value) ? value.filter(isNode) : [];
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}

function walk(value: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(value)) for (const one of value) walk(one, visit);
  else if (isNode(value)) {
    visit(value);
    for (const part of Object.values(value)) if (typeof part === 'object') walk(part, visit);
  }
}
