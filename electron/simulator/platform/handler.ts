import { z } from 'zod';
import { ORCHESTRATION_ROLE } from '../callers';
import type { PlatformContext } from './context';
import type { PlainObject } from './marshal';
import type { Poller } from './poller';
import { refusal } from './reply';
import { StartParameters, startExecution } from './start';
import { cancelExecution, pauseExecution, resumeExecution } from './steer';
import { listInstances, terminateInstances } from './terminate';
import { refreshWaves } from './waves';

const Payload = z.object({ operation: z.string(), parameters: z.record(z.string(), z.unknown()).default({}) });
const FlatPoll = z.object({ executionId: z.string() });

/**
 * The execution-handler Lambda, invoked directly (aws-contracts 1.4). Answers the bare body. H13: any caller that may invoke
 * the function passes its own check; without it, only the platform's role does.
 */
export function handleInvocation(context: PlatformContext, payload: unknown, callerArn: string, poll: Poller): PlainObject {
  if (!context.faults.isOn('H13') && !callerArn.includes(`/${ORCHESTRATION_ROLE}/`)) {
    return refusal('AUTHORIZATION_FAILED', `${callerArn} is not allowed to invoke this function`);
  }
  const parsed = Payload.safeParse(payload);
  if (!parsed.success) return refusal('INVALID_INVOCATION', 'Event must contain an operation');
  const { operation, parameters } = parsed.data;
  switch (operation) {
    case 'start_execution':
      return start(context, parameters);
    case 'cancel_execution':
      return withId(parameters, (id) => cancelExecution(context, id));
    case 'pause_execution':
      return withId(parameters, (id) => pauseExecution(context, id));
    case 'resume_execution':
      return withId(parameters, (id) => resumeExecution(context, id));
    case 'terminate_instances':
      return withId(parameters, (id) => terminateInstances(context, id));
    case 'get_recovery_instances':
      return withId(parameters, (id) => listInstances(context, id));
    case 'list_executions':
    case 'get_execution':
      return listOrGet(context, operation, parameters);
    case 'find':
      poll();
      return { statusCode: 200, message: 'Polling completed' };
    case 'poll':
    case 'finalize':
      return withId(FlatPoll.safeParse(payload).data ?? {}, (id) => ({
        statusCode: 200,
        executionId: id,
        found: refreshWaves(context, id) !== null,
      }));
    default:
      return refusal('INVALID_OPERATION', `Unknown operation: ${operation}`);
  }
}

function start(context: PlatformContext, parameters: Readonly<Record<string, unknown>>): PlainObject {
  const missing = ['planId', 'executionType', 'initiatedBy'].find((name) => parameters[name] === undefined);
  if (missing !== undefined)
    return refusal('MISSING_PARAMETER', `Missing required parameter: ${missing}`, { details: { parameter: missing } });
  const parsed = StartParameters.safeParse(parameters);
  return parsed.success ? startExecution(context, parsed.data) : refusal('INVALID_PARAMETER', z.prettifyError(parsed.error));
}

function withId(parameters: Readonly<Record<string, unknown>>, act: (executionId: string) => PlainObject): PlainObject {
  const { executionId } = parameters;
  if (typeof executionId !== 'string')
    return refusal('MISSING_PARAMETER', 'Missing required parameter: executionId', { details: { parameter: 'executionId' } });
  return act(executionId);
}

/** H4: the function was never told which query-handler to ask. */
function listOrGet(context: PlatformContext, operation: string, parameters: Readonly<Record<string, unknown>>): PlainObject {
  if (context.faults.isOn('H4'))
    return refusal('CONFIGURATION_ERROR', 'QUERY_HANDLER_FUNCTION_NAME environment variable not set');
  const rows = context.executions.ids().flatMap((id) => {
    const found = context.executions.read(id);
    if (found === null) return [];
    const { taskToken: _token, pausedStateSnapshot: _snapshot, ...shown } = found;
    return [shown];
  });
  if (operation === 'list_executions') return { executions: rows, count: rows.length };
  return withId(
    parameters,
    (id) => rows.find((row) => row.executionId === id) ?? refusal('NOT_FOUND', `Execution with ID ${id} not found`),
  );
}
