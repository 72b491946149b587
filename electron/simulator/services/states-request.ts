import { z } from 'zod';
import { AwsFault } from '../service';
import { operations } from './operation';

/** What all Step Functions calls share. */

export const operation = operations(
  (field, problem) => new AwsFault('ValidationException', `1 validation error detected: Value at '${field}' ${problem}`),
);

export const ExecutionArn = z.object({ executionArn: z.string().min(1).max(256) });

export const onExecution = { resources: (input: { readonly executionArn: string }) => [input.executionArn] };
export const onMachine = { resources: (input: { readonly stateMachineArn: string }) => [input.stateMachineArn] };
