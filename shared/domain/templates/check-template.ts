import type { Template, TemplateProblem } from '../notifications/template';
import type { Mode } from './escape';
import { fieldsOf, isKnownPath } from './known-paths';
import { analyseLiquid, parseLiquid } from './liquid-engine';
import { bodyMode } from './render-template';

type Field = TemplateProblem['field'];

/** What is wrong in a template before it meets any event: errors keep it from being saved, warnings do not. */
export function checkTemplate(template: Template): TemplateProblem[] {
  const fields: readonly (readonly [Field, Mode, string | null])[] = [
    ['subject', 'line', template.subject],
    ['body', bodyMode(template), template.body],
    ['text', 'plain', template.text],
  ];
  return fields.flatMap(([field, mode, source]) => (source === null ? [] : checkField(field, mode, source)));
}

function checkField(field: Field, mode: Mode, source: string): TemplateProblem[] {
  const parsed = parseLiquid(mode, source);
  if (!parsed.ok) return [{ field, severity: 'error', ...parsed.error }];
  return unknownVariables(mode, source).map(({ name, line, column }) => ({
    field,
    severity: 'warning',
    message: `unknown variable ${name}: it will be empty`,
    line,
    column,
  }));
}

interface Unknown {
  readonly name: string;
  readonly line: number;
  readonly column: number;
}

const FOR = /\{%-?\s*for\s+(\w+)\s+in\s+([\w.]+)/g;

/** Names that no event has, and fields that the items of a list do not have. */
function unknownVariables(mode: Mode, source: string): Unknown[] {
  const analysis = analyseLiquid(mode, source);
  if (analysis === null) return [];
  const unknown = Object.values(analysis.globals)
    .flat()
    .filter(({ segments }) => !isKnownPath(segments));
  const globals = new Set(Object.values(analysis.globals).flat().map(placeOf));
  const items = itemFields(source);
  const ofItems = Object.values(analysis.variables)
    .flat()
    .filter((variable) => {
      const [root, field] = variable.segments;
      if (globals.has(placeOf(variable)) || typeof root !== 'string' || typeof field !== 'string') return false;
      const known = items.get(root);
      return known !== undefined && !known.has(field);
    });
  return [...unknown, ...ofItems].map((variable) => ({
    name: variable.toString(),
    line: variable.location.row,
    column: variable.location.col,
  }));
}

function placeOf({ location }: { readonly location: { readonly row: number; readonly col: number } }): string {
  return `${location.row}:${location.col}`;
}

/** Fields that a loop's variable may have; nothing is said about lists of plain texts or of somebody else's data. */
function itemFields(source: string): Map<string, Set<string>> {
  const items = new Map<string, Set<string>>();
  for (const [, name = '', path = ''] of source.matchAll(FOR)) {
    const fields = fieldsOf(path);
    if (fields !== null) items.set(name, new Set([...(items.get(name) ?? []), ...fields]));
  }
  return items;
}
