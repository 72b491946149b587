import { ListStateMachinesCommand } from '@aws-sdk/client-sfn';
import type { AwsContext } from '../aws/aws-context';
import { stateMachineArn, stateMachineName } from '../aws/platform-names';
import type { Reading } from './source';

const known = new WeakMap<AwsContext, string>();

/**
 * ARN of the orchestrator's state machine. It follows from account, region and name; only where STS gave no account (a bare endpoint)
 * is the list of machines searched, which the shipped policy does not grant.
 */
export async function machineArn({ aws, signal }: Reading): Promise<string> {
  const held = known.get(aws);
  if (held !== undefined) return held;
  const { accountId, partition } = await aws.identity();
  const home = { accountId, partition, region: aws.spec.region };
  const arn = accountId === '' ? await search(aws, signal) : stateMachineArn(aws.platform, home);
  known.set(aws, arn);
  return arn;
}

async function search(aws: AwsContext, signal: AbortSignal): Promise<string> {
  const wanted = stateMachineName(aws.platform);
  let nextToken: string | undefined;
  do {
    const answer = await aws.sfn.send(new ListStateMachinesCommand(nextToken === undefined ? {} : { nextToken }), {
      abortSignal: signal,
    });
    const found = answer.stateMachines?.find((machine) => machine.name === wanted)?.stateMachineArn;
    if (found !== undefined) return found;
    nextToken = answer.nextToken;
  } while (nextToken !== undefined);
  throw Object.assign(new Error(`There is no state machine ${wanted}`), { name: 'StateMachineDoesNotExist' });
}
