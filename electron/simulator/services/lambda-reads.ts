import { z } from 'zod';
import { pageOf } from '../models/page';
import type { FunctionRegistry } from '../models/runs-functions';
import { AwsFault, type Call, type Operation, type RestRoute } from '../service';
import { NumberText, operations, type Refusal } from './operation';

export const LAMBDA_READS: readonly RestRoute[] = [
  { method: 'GET', path: '/2015-03-31/functions', operation: 'ListFunctions' },
  { method: 'GET', path: '/2015-03-31/functions/', operation: 'ListFunctions' },
  { method: 'GET', path: '/2015-03-31/functions/{FunctionName}', operation: 'GetFunction' },
  { method: 'GET', path: '/2015-03-31/functions/{FunctionName}/configuration', operation: 'GetFunctionConfiguration' },
];

const Named = z.object({ FunctionName: z.string().min(1).max(170) });

/** Which functions there are, as far as their names go: nothing of their code is simulated here. */
export function lambdaReadOperations(functions: FunctionRegistry, refuse: Refusal): Readonly<Record<string, Operation>> {
  const operation = operations(refuse);
  const onFunction = {
    resources: (input: { readonly FunctionName: string }, { caller, region }: Call) => [
      functions.arnOf(caller.accountId, region, input.FunctionName),
    ],
  };
  return {
    ListFunctions: operation(
      z.object({ MaxItems: NumberText.pipe(z.number().min(1)).default(50), Marker: z.string().optional() }),
      (input, { caller, region }) => {
        const page = pageOf(functions.list(caller.accountId, region), {
          token: input.Marker,
          limit: Math.min(input.MaxItems, 50),
          scope: `functions ${caller.accountId} ${region}`,
          key: (arn) => arn,
        });
        if (!page.ok) throw new AwsFault('InvalidParameterValueException', 'Invalid Marker');
        return { Functions: page.value.items.map(configuration), NextMarker: page.value.nextToken };
      },
    ),
    GetFunction: operation(
      Named,
      (input, { caller, region }) => {
        const { arn } = functions.find(caller.accountId, region, input.FunctionName);
        return { Configuration: configuration(arn), Tags: {} };
      },
      onFunction,
    ),
    GetFunctionConfiguration: operation(
      Named,
      (input, { caller, region }) => configuration(functions.find(caller.accountId, region, input.FunctionName).arn),
      onFunction,
    ),
  };
}

function configuration(arn: string) {
  const name = arn.split(':').at(-1) ?? '';
  return {
    FunctionName: name,
    FunctionArn: arn,
    Runtime: 'python3.12',
    Handler: 'index.lambda_handler',
    Timeout: TIMEOUTS.find(([part]) => name.includes(part))?.[1] ?? 300,
    MemorySize: 512,
    State: 'Active',
    LastUpdateStatus: 'Successful',
    PackageType: 'Zip',
    Version: '$LATEST',
  };
}

/** Seconds (aws-contracts 1). */
const TIMEOUTS = [
  ['query-handler', 60],
  ['data-management-handler', 900],
] as const;
