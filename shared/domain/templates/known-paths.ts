import { pascal } from './variable';
import { listVariables, variables } from './variables';

/** What Liquid itself offers in loops. */
const LIQUID = new Set(['forloop', 'tablerowloop', 'block']);
/** What every list and text answers to. */
const MEMBERS = new Set(['size', 'first', 'last']);

const paths = new Set(variables.flatMap(({ name, alias }) => [name, alias]));
const groups = new Set(variables.flatMap(({ name }) => (name.includes('.') ? [name.split('.')[0] ?? ''] : [])));
const lists = new Map(
  listVariables.flatMap((one) => {
    const fields = new Set(one.fields.flatMap(({ name }) => [name, pascal(name)]));
    return [
      [one.name, fields],
      [one.alias, fields],
    ];
  }),
);
for (const name of ['waves', 'servers']) lists.set(`execution.${name}`, lists.get(name) ?? new Set());
for (const name of ['alerts', 'causes']) lists.set(`incident.${name}`, lists.get(name) ?? new Set());
lists.set('digest.groups', lists.get('digestGroups') ?? new Set());

/** Fields of the items of a list, by its path; null for what is no list. */
export function fieldsOf(path: string): ReadonlySet<string> | null {
  return lists.get(path) ?? null;
}

/** Whether a path from the top leads to something. Numbers and variables in it may be any. */
export function isKnownPath(segments: readonly unknown[]): boolean {
  const [first] = segments;
  if (typeof first !== 'string') return true;
  if (LIQUID.has(first)) return true;
  const names = segments.filter((segment) => typeof segment === 'string');
  for (let length = names.length; length >= 1; length -= 1) {
    const path = names.slice(0, length).join('.');
    const rest = names.slice(length);
    const fields = fieldsOf(path);
    if (fields !== null) return rest.every((name) => fields.has(name) || MEMBERS.has(name));
    if (paths.has(path)) return rest.length === 0 || isOpen(path) || rest.every((name) => MEMBERS.has(name));
    if (length === names.length && groups.has(path)) return true;
  }
  return false;
}

/** What others put in has paths nobody knows beforehand. */
function isOpen(path: string): boolean {
  return path === 'custom.data' || path === 'CustomData';
}
