import { GetExecutionHistoryCommand } from '@aws-sdk/client-sfn';
import type { ConsoleEvent } from '../../../shared/domain/events';
import type { RunStep } from '../../../shared/domain/facts';
import { ExecutionId } from '../../../shared/domain/primitives';
import { isMissing } from '../aws/errors';
import { executionIdOf, runStep } from './normalise/run';
import type { Reading } from './source';

/** Steps kept of one run; state keeps as many. */
const maxSteps = 200;
/** Pages read of one history at a time. A cycle of polling leaves 14 events, so a page covers several minutes. */
const maxPages = 8;
/** Ended runs whose history is read in one reading. */
const maxClosed = 5;

/** What the runs' histories say beyond what is known: of every open run, and once more of those that have ended. */
export async function newSteps(
  reading: Reading,
  runs: { readonly open: readonly string[]; readonly closed: readonly string[] },
): Promise<readonly ConsoleEvent[]> {
  const { core, contextId, at } = reading;
  const found = await Promise.all(
    [...runs.open, ...runs.closed.slice(0, maxClosed)].map(async (arn): Promise<readonly ConsoleEvent[]> => {
      const executionId = executionIdOf(arn.split(':').at(-1) ?? '');
      const lastId = core.state().executions[executionId]?.steps.at(-1)?.id ?? 0;
      const steps = await stepsSince(reading, arn, lastId);
      if (steps.length === 0) return [];
      return [
        {
          type: 'run-steps.observed',
          at,
          contextId,
          source: 'sfn-runs',
          executionId: ExecutionId.parse(executionId),
          steps: [...steps],
        },
      ];
    }),
  );
  return found.flat();
}

/**
 * Steps after history event `lastId`, oldest first. Read backwards, so that a long history costs only its end; without execution data,
 * because parameters of tasks contain task tokens.
 */
async function stepsSince({ aws, signal }: Reading, executionArn: string, lastId: number): Promise<readonly RunStep[]> {
  const steps: RunStep[] = [];
  let nextToken: string | undefined;
  for (let page = 0; page < maxPages; page += 1) {
    const answer = await history(aws.sfn, { executionArn, maxResults: lastId === 0 ? 1000 : 100, nextToken }, signal);
    const events = answer?.events ?? [];
    for (const event of events) {
      const step = (event.id ?? 0) > lastId ? runStep(event) : null;
      if (step !== null) steps.push(step);
    }
    nextToken = answer?.nextToken;
    const isReached = (events.at(-1)?.id ?? 0) <= lastId;
    if (nextToken === undefined || isReached || steps.length >= maxSteps) break;
  }
  return steps.slice(0, maxSteps).reverse();
}

async function history(
  sfn: Reading['aws']['sfn'],
  ask: { readonly executionArn: string; readonly maxResults: number; readonly nextToken: string | undefined },
  signal: AbortSignal,
) {
  const { nextToken, ...input } = ask;
  try {
    return await sfn.send(
      new GetExecutionHistoryCommand({
        ...input,
        ...(nextToken === undefined ? {} : { nextToken }),
        reverseOrder: true,
        includeExecutionData: false,
      }),
      { abortSignal: signal },
    );
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}
