import { z } from 'zod';
import type { Runs } from '../models/runs';
import { AwsFault, type Call, type Operation, type Service } from '../service';
import { statesReadOperations } from './states-reads';
import { ExecutionArn, onExecution, onMachine, operation } from './states-request';

const Token = z.string().min(1).max(2048);
/** Step Functions takes at most 256 KiB of input or output. */
const Json = z.string().max(262_144);

/** Step Functions on the runs of the simulated cloud. `onStop` hears of stopped runs, for CloudTrail. */
export function statesService(options: {
  readonly runs: Runs;
  readonly uuid: () => string;
  readonly onStop: (call: Call, executionArn: string) => void;
}): Service {
  const { runs } = options;
  return {
    id: 'states',
    signingName: 'states',
    iamPrefix: 'states',
    protocol: { kind: 'json', version: '1.0', targetPrefix: 'AWSStepFunctions', queryMode: false },
    operations: {
      ...statesReadOperations(runs),
      ...tokenOperations(runs),
      StartExecution: operation(
        z.object({ stateMachineArn: z.string(), name: z.string().min(1).max(80).optional(), input: Json.default('{}') }),
        (input) => {
          const value = parseJson(input.input, 'InvalidExecutionInput');
          const run = runs.start(input.stateMachineArn, input.name ?? options.uuid(), value);
          return { executionArn: run.arn, startDate: run.startedAt / 1000 };
        },
        onMachine,
      ),
      StopExecution: operation(
        ExecutionArn.extend({ error: z.string().max(256).optional(), cause: z.string().max(32_768).optional() }),
        ({ executionArn, error, cause }, call) => {
          const stopDate = runs.stop(executionArn, error ?? null, cause ?? null);
          options.onStop(call, executionArn);
          return { stopDate: stopDate / 1000 };
        },
        onExecution,
      ),
    },
  };
}

function tokenOperations(runs: Runs): Readonly<Record<string, Operation>> {
  return {
    SendTaskSuccess: operation(z.object({ taskToken: Token, output: Json }), ({ taskToken, output }) => {
      runs.answer(taskToken, { kind: 'success', output: parseJson(output, 'InvalidOutput') });
      return {};
    }),
    SendTaskFailure: operation(
      z.object({ taskToken: Token, error: z.string().max(256).default(''), cause: z.string().max(32_768).default('') }),
      ({ taskToken, error, cause }) => {
        runs.answer(taskToken, { kind: 'failure', error, cause });
        return {};
      },
    ),
    SendTaskHeartbeat: operation(z.object({ taskToken: Token }), ({ taskToken }) => {
      runs.checkToken(taskToken);
      return {};
    }),
  };
}

function parseJson(text: string, code: 'InvalidExecutionInput' | 'InvalidOutput'): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new AwsFault(code, `Invalid JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}
