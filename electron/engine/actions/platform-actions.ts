import { InvokeCommand } from '@aws-sdk/client-lambda';
import { StopExecutionCommand } from '@aws-sdk/client-sfn';
import type { SourceError } from '../../../shared/domain/health';
import type { ContextId, SourceId } from '../../../shared/domain/primitives';
import { redactText } from '../../../shared/domain/redact';
import type { Execution } from '../../../shared/domain/view';
import { err, ok } from '../../../shared/lib/result';
import { unreachable } from '../../../shared/lib/unreachable';
import type { AwsContext } from '../aws/aws-context';
import { sourceErrorOf } from '../aws/errors';
import { executionHandlerName, runArn, stateMachineArn } from '../aws/platform-names';
import type { ActionName, ActionReply, PlatformActions } from '../engine-api';
import type { Ports } from '../ports';
import { readReply } from './handler-reply';

export interface PlatformActionsOptions {
  /** AWS as the execution's context sees it; null where the context is not open. */
  readonly awsOf: (contextId: ContextId) => AwsContext | null;
  /** Asks the sources to look at once, so that the change is seen soon. */
  readonly nudge: (contextId: ContextId, sourceId: SourceId) => void;
  readonly ports: Pick<Ports, 'wall'>;
}

/** What an action changes, and who will see it first. */
const concerned: readonly SourceId[] = ['dynamodb-executions', 'sfn-runs', 'drs-jobs'];

/**
 * What an operator may ask for. Resume, cancel and terminate go through the platform's own handler; stop ends a run that was left
 * open, which the platform cannot do. Task tokens are never used, and DRS is never written to directly (decision D8).
 *
 * The answer means that the platform accepted or refused the request; the change itself arrives through the sources.
 */
export function platformActions({ awsOf, nudge, ports }: PlatformActionsOptions): PlatformActions {
  return async (name, execution) => {
    const aws = awsOf(execution.contextId);
    if (aws === null) return err(notOpen(execution.contextId));
    try {
      return ok(await ask(aws, name, execution));
    } catch (error) {
      const { profile, region } = aws.spec;
      return err(explained(sourceErrorOf(error, { profile, region, wallNowMs: ports.wall.nowMs() })));
    } finally {
      for (const source of concerned) nudge(execution.contextId, source);
    }
  };
}

/** What an operator should know of a request that failed, beyond what holds for every call. */
function explained(error: SourceError): SourceError {
  switch (error.code) {
    case 'unreachable':
      // A request without an answer may have arrived: whoever asks twice must know.
      return {
        ...error,
        next: 'The platform may have received the request all the same: look at the execution before asking again.',
      };
    case 'not-permitted':
      return { ...error, next: `${error.next} The shipped policy allows actions only in a session opened with MFA.` };
    default:
      return error;
  }
}

function ask(aws: AwsContext, name: ActionName, execution: Execution): Promise<ActionReply> {
  switch (name) {
    case 'resume':
      return invoke(aws, 'resume_execution', execution);
    case 'cancel':
      return invoke(aws, 'cancel_execution', execution);
    case 'terminate':
      return invoke(aws, 'terminate_instances', execution);
    case 'stop':
      return stopRun(aws, execution);
    default:
      return unreachable(name);
  }
}

/** Calls the execution handler by its Lambda name and reads its reply. */
async function invoke(aws: AwsContext, operation: string, { executionId }: Execution): Promise<ActionReply> {
  const answer = await aws.lambda.send(
    new InvokeCommand({
      FunctionName: executionHandlerName(aws.platform),
      InvocationType: 'RequestResponse',
      Payload: new TextEncoder().encode(JSON.stringify({ operation, parameters: { executionId } })),
    }),
  );
  const text = redactText(new TextDecoder().decode(answer.Payload));
  const reply = readReply(parseJson(text));
  if (answer.FunctionError === undefined || reply.outcome === 'refused') return reply;
  return { outcome: 'refused', message: `The platform's handler failed (${answer.FunctionError}).` };
}

async function stopRun(aws: AwsContext, execution: Execution): Promise<ActionReply> {
  const executionArn = execution.runArn ?? (await expectedArn(aws, execution));
  await aws.sfn.send(
    new StopExecutionCommand({
      executionArn,
      error: 'StoppedByOperator',
      cause: 'The run was left open after its execution was cancelled; an operator stopped it from the console.',
    }),
  );
  return { outcome: 'accepted', message: 'Step Functions is stopping the run.' };
}

async function expectedArn(aws: AwsContext, { executionId }: Execution): Promise<string> {
  const { accountId, partition } = await aws.identity();
  return runArn(stateMachineArn(aws.platform, { accountId, partition, region: aws.spec.region }), executionId);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function notOpen(contextId: ContextId): SourceError {
  return {
    code: 'not-found',
    message: `The context ${contextId} is not open.`,
    next: 'Open it again, or start the console with its profile.',
    action: null,
    resource: null,
  };
}
