import type { Context } from '../../../shared/domain/context';
import type { Execution } from '../../../shared/domain/view';

/**
 * Where DRS is read for an execution, as the last part of a source's health id names it: the account, with the region where that is
 * not the context's own. Null while the account is not known.
 */
export function drsPlacesOf(
  execution: Pick<Execution, 'accountId' | 'region' | 'waves'>,
  context: Pick<Context, 'accountId' | 'region'> | null,
): readonly string[] | null {
  const account = execution.accountId ?? context?.accountId ?? null;
  if (account === null || context === null) return null;
  const named = execution.waves.flatMap(({ region }) => (region === null ? [] : [region]));
  const regions = new Set(named.length > 0 ? named : [execution.region ?? context.region]);
  return [...regions].map((region) => (region === context.region ? account : `${account}:${region}`));
}
