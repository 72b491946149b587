import type { IconActivity } from '@tabler/icons-react';
import { createElement, type ReactNode } from 'react';
import type { z } from 'zod';
import type { Range } from '../../shared/domain/boards/range';
import type { ContextId } from '../../shared/domain/primitives';
import type { TextKey } from '../language/language';

/**
 * How the customiser asks for one setting of a widget. `name` is the setting's key.
 *
 * What is kept: `text`, `markdown`, `metric` (a metric's name), `plan` (a plan's name, empty for every plan), `labels`
 * (`plan=Payroll DR,phase=LAUNCH`), `moment` (ISO 8601, empty for none), `colour` and `choice` as text; `switch` as a boolean; `number`
 * as a number, null where it is empty.
 */
export type Field = { readonly name: string; readonly label: TextKey; readonly help?: TextKey } & (
  | { readonly kind: 'text' | 'markdown' | 'metric' | 'labels' | 'plan' | 'switch' | 'moment' | 'colour' }
  | { readonly kind: 'number'; readonly min?: number; readonly max?: number; readonly unit?: TextKey }
  | { readonly kind: 'choice'; readonly options: readonly { readonly value: string; readonly label: TextKey }[] }
);

/** What a widget is drawn within. */
export interface Frame {
  readonly range: Range;
  /** Null draws every context. */
  readonly contextId: ContextId | null;
  /** Pixels of the place it has, without its title. */
  readonly width: number;
  readonly height: number;
  /** `wall` is read at five metres, without a pointer. */
  readonly mode: 'desk' | 'wall';
}

type Kept = Readonly<Record<string, unknown>>;

/** A kind of widget, as boards and the customiser see it. */
export interface Widget {
  /** Kept in boards: never changes. */
  readonly type: string;
  readonly title: TextKey;
  /** What it shows, one sentence, for the gallery. */
  readonly text: TextKey;
  readonly family: 'figures' | 'charts' | 'tables' | 'live' | 'texts';
  readonly icon: typeof IconActivity;
  /** In units of the grid. */
  readonly size: { readonly w: number; readonly h: number; readonly minW: number; readonly minH: number };
  readonly fields: readonly Field[];
  /** Settings of a new one. */
  readonly defaults: Kept;
  /** What is wrong with kept settings, naming the field; null where they can be drawn. */
  check(settings: Kept): { readonly field: string; readonly message: string } | null;
  /** What one with these settings is called where nobody named it; null where its kind says enough. */
  titled(settings: Kept): string | null;
  /** Only for settings that `check` found nothing wrong with. */
  draw(settings: Kept, frame: Frame): ReactNode;
}

interface Spec<Schema extends z.ZodType<Record<string, unknown>>>
  extends Pick<Widget, 'type' | 'title' | 'text' | 'family' | 'icon' | 'size' | 'fields'> {
  /** Every setting has a default. */
  readonly settings: Schema;
  /** For kinds that may show anything: what this one shows. */
  readonly nameOf?: (settings: z.output<Schema>) => string;
  readonly Draw: (props: { readonly settings: z.output<Schema>; readonly frame: Frame }) => ReactNode;
}

/** One file a widget: `defineWidget({...})`, and a line in `registry.ts`. */
export function defineWidget<Schema extends z.ZodType<Record<string, unknown>>>(spec: Spec<Schema>): Widget {
  const { settings: schema, nameOf, Draw, ...told } = spec;
  return {
    ...told,
    defaults: schema.parse({}),
    check(settings) {
      const parsed = schema.safeParse(settings);
      if (parsed.success) return null;
      const [issue] = parsed.error.issues;
      return { field: issue?.path.join('.') ?? '', message: issue?.message ?? 'not valid' };
    },
    titled(settings) {
      const parsed = nameOf === undefined ? null : schema.safeParse(settings);
      return nameOf === undefined || parsed === null || !parsed.success ? null : nameOf(parsed.data);
    },
    draw: (settings, frame) => createElement(Draw, { settings: schema.parse(settings), frame }),
  };
}
