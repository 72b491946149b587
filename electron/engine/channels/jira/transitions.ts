import { z } from 'zod';

export const Transitions = z.object({
  transitions: z.array(
    z.looseObject({
      id: z.string(),
      name: z.string(),
      to: z.looseObject({ name: z.string(), statusCategory: z.looseObject({ key: z.string() }).optional() }).optional(),
    }),
  ),
});
export type Transition = z.infer<typeof Transitions>['transitions'][number];

/** What is wanted of a workflow: names in order of preference, and the category any step of which will do. */
export interface Wanted {
  readonly names: readonly string[];
  readonly category: 'done' | 'indeterminate' | 'new';
}

export const wantedSteps = {
  resolve: {
    names: ['Resolve this issue', 'Resolve issue', 'Resolve', 'Resolved', 'Done', 'Close issue', 'Closed', 'Erledigt', 'Fertig'],
    category: 'done',
  },
  reopen: {
    names: ['Reopen issue', 'Reopen', 'Reopened', 'Back to in progress', 'In Progress', 'Open', 'To Do'],
    category: 'indeterminate',
  },
  progress: {
    names: ['Start progress', 'In Progress', 'Investigate', 'In Arbeit', 'Work in progress'],
    category: 'indeterminate',
  },
} as const satisfies Record<string, Wanted>;

/** Ways out that say that nothing was done. */
const REFUSAL = /won.?t|declin|reject|cancel|duplicate|abgelehnt|abgebrochen/i;

/** Ids differ per project, so a step is found by its name or by that of the state it leads to, in the order of the names. */
export function pickTransition(offered: readonly Transition[], { names, category }: Wanted): Transition | null {
  for (const name of names) {
    const wanted = name.trim().toLowerCase();
    const named =
      offered.find((one) => one.name.toLowerCase() === wanted) ?? offered.find((one) => one.to?.name.toLowerCase() === wanted);
    if (named !== undefined) return named;
  }
  const fitting = offered.filter((one) => one.to?.statusCategory?.key === category);
  return fitting.find((one) => !REFUSAL.test(`${one.name} ${one.to?.name ?? ''}`)) ?? null;
}
