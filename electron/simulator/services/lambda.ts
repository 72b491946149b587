import { z } from 'zod';
import type { FunctionRegistry } from '../models/runs-functions';
import { AwsFault, RestReply, type Service } from '../service';
import { LAMBDA_READS, lambdaReadOperations } from './lambda-reads';
import { operations, type Refusal } from './operation';

const InvokeInput = z.object({
  FunctionName: z.string().min(1).max(170),
  InvocationType: z.enum(['RequestResponse', 'Event', 'DryRun']).default('RequestResponse'),
  Payload: z.unknown(),
});

const refuse: Refusal = (field, problem) =>
  new AwsFault('InvalidParameterValueException', `1 validation error detected: Value at '${field}' ${problem}`);
const operation = operations(refuse);

/** Lambda: direct invocation of the functions that exist in the simulated cloud. */
export function lambdaService(functions: FunctionRegistry): Service {
  return {
    id: 'lambda',
    signingName: 'lambda',
    iamPrefix: 'lambda',
    protocol: {
      kind: 'rest-json',
      routes: [
        ...LAMBDA_READS,
        {
          method: 'POST',
          path: '/2015-03-31/functions/{FunctionName}/invocations',
          operation: 'Invoke',
          payload: 'Payload',
          headers: { 'x-amz-invocation-type': 'InvocationType' },
        },
      ],
    },
    operations: {
      ...lambdaReadOperations(functions, refuse),
      Invoke: operation(
        InvokeInput,
        (input, { caller, region }) => {
          const { invoke } = functions.find(caller.accountId, region, input.FunctionName);
          if (input.InvocationType === 'DryRun') return new RestReply(undefined, 204);
          const reply = invoke(input.Payload, caller.arn);
          if (input.InvocationType === 'Event') return new RestReply(undefined, 202);
          return new RestReply(reply, 200, { 'x-amz-executed-version': '$LATEST' });
        },
        {
          action: 'lambda:InvokeFunction',
          resources: (input, { caller, region }) => [functions.arnOf(caller.accountId, region, input.FunctionName)],
        },
      ),
    },
  };
}
