import type { NotificationDefaults } from '../notifications/defaults';
import type { Delivery } from '../notifications/delivery';
import type { NotificationEvent } from '../notifications/event';
import type { Instant } from '../primitives';

/** What messages are made from. */
export interface MessageSource {
  readonly event: NotificationEvent;
  /** Null in a preview. */
  readonly delivery: Pick<Delivery, 'test' | 'configurationName' | 'why' | 'recipient' | 'step'> | null;
  readonly digest: readonly NotificationEvent[];
  readonly defaults: NotificationDefaults;
  readonly now: Instant;
  /** Language of the words, as it was asked for. */
  readonly locale: string;
}

export type VariableType =
  | 'text'
  | 'number'
  | 'seconds'
  | 'share'
  | 'time'
  | 'yes-no'
  | 'link'
  | 'record'
  | 'list of text'
  | 'list';

/** One thing a template may say. `name` is its path; the same stands under `alias` at the top. */
export interface Variable {
  readonly name: string;
  readonly alias: string;
  readonly type: VariableType;
  readonly text: string;
  readonly read: (source: MessageSource) => unknown;
}

/** A field of the items of a list. */
export interface Field<T> {
  readonly name: string;
  readonly type: VariableType;
  readonly text: string;
  readonly read: (item: T, source: MessageSource) => unknown;
}

/** A list whose items have fields, in both spellings. */
export interface ListVariable {
  readonly name: string;
  readonly alias: string;
  readonly text: string;
  readonly fields: readonly Pick<Field<never>, 'name' | 'type' | 'text'>[];
  readonly read: (source: MessageSource) => readonly Readonly<Record<string, unknown>>[];
}

export function variable(
  name: string,
  type: VariableType,
  text: string,
  read: Variable['read'],
  alias: string = pascal(name),
): Variable {
  return { name, alias, type, text, read };
}

export function list<T>(
  name: string,
  text: string,
  fields: readonly Field<T>[],
  items: (source: MessageSource) => readonly T[],
): ListVariable {
  const spelled = fields.map((field) => ({ field, alias: pascal(field.name) }));
  return {
    name,
    alias: pascal(name),
    text,
    fields,
    read: (source) =>
      items(source).map((item) => {
        const made: Record<string, unknown> = {};
        for (const { field, alias } of spelled) made[alias] = made[field.name] = field.read(item, source);
        return made;
      }),
  };
}

/** `execution.planName` → `ExecutionPlanName`. */
export function pascal(path: string): string {
  return path.replace(/(?:^|\.)(\w)/g, (_, letter: string) => letter.toUpperCase());
}
