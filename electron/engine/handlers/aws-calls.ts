import { ORPCError } from '@orpc/server';
import type { SourceError } from '../../../shared/domain/health';
import { ContextId } from '../../../shared/domain/primitives';
import type { AwsContext } from '../aws/aws-context';
import { sourceErrorOf } from '../aws/errors';
import type { Engine } from '../engine-api';
import { awsRefused, invalid, notFound, unavailable } from './problems';

/** Which context a call concerns: the one named, or the only one there is. */
export function contextAsked(engine: Engine, context: ContextId | undefined): ContextId {
  const known = Object.keys(engine.view().contexts);
  if (context !== undefined) {
    if (!known.includes(context)) throw notFound('context', context);
    return context;
  }
  const [only, ...others] = known;
  if (only === undefined) throw unavailable('context.none', 'This console watches no account yet.');
  if (others.length > 0) throw invalid('context.required', 'context', `name one of ${known.join(', ')}`);
  return ContextId.parse(only);
}

/** AWS as that context sees it. */
export function awsAsked(engine: Engine, context: ContextId | undefined): AwsContext {
  const contextId = contextAsked(engine, context);
  const aws = engine.inside.awsOf(contextId);
  if (aws === null)
    throw unavailable('context.not-open', `The context ${contextId} is not open. Look under Sources why, then try again.`);
  return aws;
}

/** Does `call` and tells what AWS refuses in the contract's form. `better` may say it in terms of what was asked for. */
export async function askAws<T>(
  engine: Engine,
  aws: AwsContext,
  call: () => Promise<T>,
  better: (error: SourceError, thrown: unknown) => SourceError = (error) => error,
): Promise<T> {
  try {
    return await call();
  } catch (thrown) {
    if (thrown instanceof ORPCError) throw thrown;
    const { profile, region } = aws.spec;
    const error = sourceErrorOf(thrown, { profile, region, wallNowMs: engine.ports.wall.nowMs() });
    throw awsRefused(better(error, thrown));
  }
}
