import type { Caller } from '../service';

/** What a call asks to be allowed. */
export interface Ask {
  readonly caller: Caller;
  /** `drs:DescribeJobs` */
  readonly action: string;
  /** Every one of them must be allowed. */
  readonly resources: readonly string[];
  readonly conditions: Readonly<Record<string, string | readonly string[]>>;
}

/** Why a call was refused, in the words AWS uses; null when it is allowed. */
export type Enforcer = (ask: Ask) => string | null;

/** No policies, no refusals. */
export const allowAll: Enforcer = () => null;
