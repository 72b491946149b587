import { z } from 'zod';
import type { Discovered } from './discovered';
import type { TablePart } from './picked-names';
import type { SetupWishes } from './wishes';

/** One thing the console reads by itself, beside what is told to it: whether it is there under this name. */
export const SetupRead = z.object({
  part: z.enum(['runs', 'executionHistory', 'recoveryPlans', 'protectionGroups']),
  title: z.string(),
  name: z.string(),
  /** Picked by hand; else found by its usual name. */
  picked: z.boolean(),
  /** What is read already; else it is read once the plan is carried out. */
  inUse: z.boolean(),
  /** `unknown` where the account does not let its names be listed. */
  state: z.enum(['found', 'missing', 'unknown']),
  message: z.string(),
});
export type SetupRead = z.infer<typeof SetupRead>;

/** What things are called. */
export interface NamesToRead {
  readonly stateMachineArn: string;
  readonly tables: Readonly<Record<TablePart, string>>;
}

const tableTitles: Readonly<Record<TablePart, string>> = {
  executionHistory: 'Executions',
  recoveryPlans: 'Plans',
  protectionGroups: 'Protection groups',
};
const tableParts = ['executionHistory', 'recoveryPlans', 'protectionGroups'] as const satisfies readonly TablePart[];

/** What would be read with these wishes, and whether it is there: `usual` unless somebody picks otherwise; `now` is what is read already. */
export function readsOf(wishes: SetupWishes, discovered: Discovered, usual: NamesToRead, now: NamesToRead): SetupRead[] {
  const { stateMachines, tables } = discovered;
  const machine = wishes.stateMachines?.[0];
  const arn = machine ?? usual.stateMachineArn;
  return [
    {
      part: 'runs',
      title: 'Runs',
      name: arn.split(':').at(-1) ?? arn,
      picked: machine !== undefined,
      inUse: arn === now.stateMachineArn,
      ...standing(
        stateMachines.items.some((one) => one.arn === arn),
        stateMachines.unread !== null,
        'state machine',
      ),
    },
    ...tableParts.map((part): SetupRead => {
      const name = wishes.tables?.[part] ?? usual.tables[part];
      return {
        part,
        title: tableTitles[part],
        name,
        picked: wishes.tables?.[part] !== undefined,
        inUse: name === now.tables[part],
        ...standing(
          tables.items.some((one) => one.name === name),
          tables.unread !== null,
          'table',
        ),
      };
    }),
  ];
}

function standing(isListed: boolean, isUnread: boolean, what: string): Pick<SetupRead, 'state' | 'message'> {
  if (isListed) return { state: 'found', message: `The ${what} is there.` };
  return isUnread
    ? { state: 'unknown', message: `Whether this ${what} is there cannot be seen from here.` }
    : { state: 'missing', message: `There is no ${what} of this name here. Pick the right one.` };
}
