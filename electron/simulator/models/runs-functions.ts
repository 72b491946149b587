import { AwsFault } from '../service';
import type { Functions } from '../world';

export type Invoke = (payload: unknown, callerArn: string) => unknown;

export interface FunctionRegistry extends Functions {
  /** By name, partial ARN or full ARN, as the API takes it. Throws `ResourceNotFoundException`. */
  find(account: string, region: string, name: string): { readonly arn: string; readonly invoke: Invoke };
  arnOf(account: string, region: string, name: string): string;
  /** ARNs, by name. */
  list(account: string, region: string): readonly string[];
}

/** Lambda functions of the simulated cloud. */
export function createFunctions(): FunctionRegistry {
  const functions = new Map<string, Invoke>();
  const arnOf = (account: string, region: string, name: string) =>
    name.startsWith('arn:') ? name : `arn:aws:lambda:${region}:${account}:function:${name.split(':').at(-1)}`;
  return {
    register: (account, region, name, invoke) => void functions.set(arnOf(account, region, name), invoke),
    arnOf,
    list: (account, region) => [...functions.keys()].filter((arn) => arn.startsWith(arnOf(account, region, ''))).sort(),
    find(account, region, name) {
      const arn = arnOf(account, region, name);
      const invoke = functions.get(arn);
      if (invoke === undefined)
        throw new AwsFault('ResourceNotFoundException', `Function not found: ${arn}`, 404, { Type: 'User' });
      return { arn, invoke };
    },
  };
}
