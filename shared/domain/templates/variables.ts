import type { MessageSource, Variable } from './variable';
import { incidentLists, incidentVariables } from './variables-incident';
import { messageLists, messageVariables, partVariables } from './variables-message';
import { subjectLists, subjectVariables } from './variables-subject';

/** Everything a template may say: the one table that rendering, completion and validation use. */
export const variables: readonly Variable[] = [...messageVariables, ...subjectVariables, ...incidentVariables, ...partVariables];
export const listVariables = [...messageLists, ...subjectLists, ...incidentLists];

/** Parts that are null as a whole where an event has none, so that `{% if execution %}` can be asked. */
const optional: Readonly<Record<string, (source: MessageSource) => boolean>> = {
  execution: ({ event }) => event.execution !== null,
  wave: ({ event }) => event.wave !== null,
  server: ({ event }) => event.server !== null,
  source: ({ event }) => event.source !== null,
  permission: ({ event }) => event.permission !== null,
  quota: ({ event }) => event.quota !== null,
  security: ({ event }) => event.security !== null,
  delivery: ({ event }) => event.delivery !== null,
  failback: ({ event }) => event.failback !== undefined,
  acknowledgement: ({ event }) => event.acknowledgement !== null,
  incident: ({ event }) => event.incident !== undefined,
  custom: ({ event }) => event.custom !== null,
  digest: ({ digest }) => digest.length > 0,
};

const placed = variables.map((one) => {
  const [first = '', second] = one.name.split('.');
  return { one, group: second === undefined ? null : first, key: second ?? first };
});

/** The values of one message, by name and by alias. */
export function scopeOf(source: MessageSource): Record<string, unknown> {
  const scope: Record<string, unknown> = {};
  const groups: Record<string, Record<string, unknown>> = {};
  for (const { group } of placed) {
    if (group === null || groups[group] !== undefined) continue;
    groups[group] = {};
    scope[group] = optional[group]?.(source) === false ? null : groups[group];
  }
  for (const { one, group, key } of placed) {
    const value = one.read(source) ?? null;
    const place = group === null ? scope : groups[group];
    if (place !== undefined) place[key] = value;
    scope[one.alias] = value;
  }
  for (const { name, alias, read } of listVariables) {
    let made: unknown;
    const get = () => {
      made ??= read(source);
      return made;
    };
    lazily(scope, name, get);
    lazily(scope, alias, get);
    // The same lists, where one looks for them first.
    const [group, key] = alsoIn[name] ?? [];
    if (group !== undefined && key !== undefined) lazily(groups[group] ?? {}, key, get);
  }
  return scope;
}

const alsoIn: Readonly<Record<string, readonly [group: string, key: string]>> = {
  waves: ['execution', 'waves'],
  servers: ['execution', 'servers'],
  alerts: ['incident', 'alerts'],
  causes: ['incident', 'causes'],
  digestGroups: ['digest', 'groups'],
};

/** Lists are made when a template asks for them: most messages need one or two. */
function lazily(target: Record<string, unknown>, key: string, get: () => unknown): void {
  Object.defineProperty(target, key, { get, enumerable: true, configurable: true });
}

/** Names for completion and documentation, both spellings; fields of lists as `waves[].label`. */
export function variablesList(): { name: string; alias: string | null; type: string; text: string }[] {
  return [
    ...variables.map(({ name, alias, type, text }) => ({ name, alias: alias === name ? null : alias, type, text })),
    ...listVariables.flatMap(({ name, alias, text, fields }) => [
      { name, alias, type: 'list', text },
      ...fields.map((field) => ({
        name: `${name}[].${field.name}`,
        alias: `${alias}[].${field.name.charAt(0).toUpperCase()}${field.name.slice(1)}`,
        type: field.type,
        text: field.text,
      })),
    ]),
  ];
}
