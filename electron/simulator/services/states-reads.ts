import { z } from 'zod';
import { pageOf } from '../models/page';
import type { Run, Runs } from '../models/runs';
import { eventView } from '../models/runs-history';
import { AwsFault, type Call, type Operation } from '../service';
import { ExecutionArn, onExecution, onMachine, operation } from './states-request';

const MaxResults = z.number().int().min(0).max(1000).optional();
const Status = z.enum(['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED', 'PENDING_REDRIVE']);

/** Machines, executions and their history. */
export function statesReadOperations(runs: Runs): Readonly<Record<string, Operation>> {
  return {
    ListStateMachines: operation(z.object({ maxResults: MaxResults, nextToken: z.string().optional() }), (input, call) => {
      const mine = runs.machines().filter(({ arn }) => isOf(call, arn));
      const page = pageOr(mine, input, { scope: 'machines', key: ({ arn }) => arn });
      return {
        stateMachines: page.items.map(({ arn, name, createdAt }) => ({
          stateMachineArn: arn,
          name,
          type: 'STANDARD',
          creationDate: createdAt / 1000,
        })),
        ...page.next,
      };
    }),
    DescribeStateMachine: operation(
      z.object({ stateMachineArn: z.string() }),
      ({ stateMachineArn }) => {
        const { arn, name, definition, roleArn, createdAt } = runs.machine(stateMachineArn);
        return {
          stateMachineArn: arn,
          name,
          status: 'ACTIVE',
          definition,
          roleArn,
          type: 'STANDARD',
          creationDate: createdAt / 1000,
          loggingConfiguration: { level: 'OFF', includeExecutionData: false },
          tracingConfiguration: { enabled: false },
        };
      },
      onMachine,
    ),
    ListExecutions: operation(
      z.object({
        stateMachineArn: z.string(),
        statusFilter: Status.optional(),
        maxResults: MaxResults,
        nextToken: z.string().optional(),
      }),
      (input) => {
        runs.machine(input.stateMachineArn);
        const found = runs
          .runsOf(input.stateMachineArn)
          .filter((run) => input.statusFilter === undefined || run.status === input.statusFilter);
        const page = pageOr(found, input, {
          scope: `executions ${input.stateMachineArn} ${input.statusFilter}`,
          key: ({ arn }) => arn,
        });
        return { executions: page.items.map(summaryOf), ...page.next };
      },
      onMachine,
    ),
    DescribeExecution: operation(ExecutionArn, ({ executionArn }) => detailsOf(runs.run(executionArn)), onExecution),
    GetExecutionHistory: operation(
      ExecutionArn.extend({
        maxResults: MaxResults,
        reverseOrder: z.boolean().default(false),
        includeExecutionData: z.boolean().default(true),
        nextToken: z.string().optional(),
      }),
      (input) => {
        const { events } = runs.run(input.executionArn).history;
        const ordered = input.reverseOrder ? [...events].reverse() : events;
        const page = pageOr(ordered, input, {
          scope: `history ${input.executionArn} ${input.reverseOrder}`,
          key: ({ id }) => String(id),
        });
        return { events: page.items.map((event) => eventView(event, input.includeExecutionData)), ...page.next };
      },
      onExecution,
    ),
  };
}

function isOf(call: Call, arn: string): boolean {
  return arn.startsWith(`arn:aws:states:${call.region}:${call.caller.accountId}:`);
}

function detailsOf(run: Run): Record<string, unknown> {
  return {
    ...summaryOf(run),
    input: JSON.stringify(run.input),
    inputDetails: { included: true },
    ...(run.output === null ? {} : { output: JSON.stringify(run.output), outputDetails: { included: true } }),
    ...(run.error === null ? {} : { error: run.error }),
    ...(run.cause === null ? {} : { cause: run.cause }),
    redriveCount: 0,
    redriveStatus: run.status === 'RUNNING' || run.status === 'SUCCEEDED' ? 'NOT_REDRIVABLE' : 'REDRIVABLE',
  };
}

/** Dates in epoch seconds, as the JSON protocols want them. */
function summaryOf(run: Run): Record<string, unknown> {
  return {
    executionArn: run.arn,
    stateMachineArn: run.machineArn,
    name: run.name,
    status: run.status,
    startDate: run.startedAt / 1000,
    ...(run.stoppedAt === null ? {} : { stopDate: run.stoppedAt / 1000 }),
  };
}

function pageOr<T>(
  all: readonly T[],
  input: { readonly maxResults?: number | undefined; readonly nextToken?: string | undefined },
  about: { readonly scope: string; readonly key: (item: T) => string },
) {
  const limit = input.maxResults === undefined || input.maxResults === 0 ? 100 : input.maxResults;
  const page = pageOf(all, { token: input.nextToken, limit, ...about });
  if (!page.ok) throw new AwsFault('InvalidToken', `Invalid Token: '${input.nextToken}'`);
  const { items, nextToken } = page.value;
  return { items, next: nextToken === null ? {} : { nextToken } };
}
