import type { ContextId } from '../../../shared/domain/primitives';
import type { AwsContext } from '../aws/aws-context';
import type { ContextSpec } from '../engine-api';

interface AwsForOptions {
  /** Contexts being watched, in their order. */
  watched(): readonly ContextSpec[];
  awsOf(contextId: ContextId): AwsContext | null;
  /** The account behind a context; null while nobody knows it. */
  accountOf(contextId: ContextId): string | null;
  /** Whether a context whose account nobody knows may be tried for a topic of its region. Not in a rehearsal, where accounts are known soon. */
  readonly mayGuess: boolean;
}

type AwsFor = (wanted: { readonly arn?: string; readonly contextId?: string }) => AwsContext | null;

/**
 * Finds the AWS through which something is sent: the context that was named; else the one whose account and region an ARN belongs to,
 * else one of that account, else one of that region whose account nobody knows yet; without either, the first that is open.
 */
export function createAwsFor({ watched, awsOf, accountOf, mayGuess }: AwsForOptions): AwsFor {
  const first = (specs: readonly ContextSpec[]): AwsContext | null => {
    for (const { contextId } of specs) {
      const aws = awsOf(contextId);
      if (aws !== null) return aws;
    }
    return null;
  };
  return ({ arn, contextId }) => {
    if (contextId !== undefined) return first(watched().filter((spec) => spec.contextId === contextId));
    if (arn === undefined) return first(watched());
    const [, , , region, account] = arn.split(':');
    const isOwn = (spec: ContextSpec) => accountOf(spec.contextId) === account;
    const isHere = (spec: ContextSpec) => spec.region === region;
    const isUnknown = (spec: ContextSpec) => mayGuess && accountOf(spec.contextId) === null;
    const all = watched();
    return (
      first(all.filter((spec) => isOwn(spec) && isHere(spec))) ??
      first(all.filter(isOwn)) ??
      first(all.filter((spec) => isUnknown(spec) && isHere(spec)))
    );
  };
}
