import { type Answer, type Run, RunFailure, type Step } from '../models/runs';
import type { PlatformContext } from './context';
import { printed } from './function-logs';

/** Step Functions refuses a step's input or output above this. */
export const PAYLOAD_LIMIT_BYTES = 256 * 1024;

interface Task {
  readonly state: string;
  readonly functionSuffix: string;
  readonly payload: unknown;
  readonly input: unknown;
}

/** A Lambda task: five history events around what the function does. */
export function* task<T>(
  context: PlatformContext,
  run: Run,
  about: Task,
  work: () => Generator<Step, T, Answer>,
): Generator<Step, T, Answer> {
  const parameters = { FunctionName: context.names.functionArn(about.functionSuffix), Payload: about.payload };
  run.history.entered('Task', about.state, about.input);
  checkSize(context, about, parameters);
  run.history.taskOpened('invoke', parameters, context.names.region);
  const startedAt = context.time.now();
  const note = (reply: unknown, isFailed: boolean) =>
    context.invoked({
      suffix: about.functionSuffix,
      startedAt,
      endedAt: context.time.now(),
      lines: printed(about.payload, reply),
      isFailed,
    });
  const output = yield* noted(work, note);
  run.history.taskSucceeded('invoke', { ExecutedVersion: '$LATEST', Payload: output, StatusCode: 200 });
  run.history.left('Task', about.state, output);
  return output;
}

/** Says how a function's work ended, also when it threw. */
function* noted<T>(
  work: () => Generator<Step, T, Answer>,
  note: (reply: unknown, isFailed: boolean) => void,
): Generator<Step, T, Answer> {
  try {
    const reply = yield* work();
    note(reply, false);
    return reply;
  } catch (failure) {
    note({ error: failure instanceof Error ? failure.message : String(failure) }, true);
    throw failure;
  }
}

/** Only measured while H14 is on: writing out the state of a large plan at every poll would be the dearest thing here. */
function checkSize(context: PlatformContext, about: Task, parameters: unknown): void {
  if (!context.faults.isOn('H14')) return;
  if (Buffer.byteLength(JSON.stringify(parameters)) <= PAYLOAD_LIMIT_BYTES) return;
  throw new RunFailure(
    'States.DataLimitExceeded',
    `The state/task '${about.state}' returned a result with a size exceeding the maximum number of bytes service limit.`,
  );
}
