import { z } from 'zod';

const TableName = z.string().regex(/^[\w.-]{3,255}$/, 'Not the name of a table: letters, digits, dots, hyphens and underscores.');

/** Tables that are read although their names do not follow the orchestrator's pattern. */
export const PickedTables = z.object({
  executionHistory: TableName.optional(),
  recoveryPlans: TableName.optional(),
  protectionGroups: TableName.optional(),
});
export type PickedTables = z.infer<typeof PickedTables>;
export type TablePart = keyof PickedTables;

/** What was picked by hand in one account and region; what is absent is found by its usual name. */
export const PickedNames = z.object({ stateMachineArn: z.string().optional(), tables: PickedTables.optional() });
export type PickedNames = z.infer<typeof PickedNames>;
