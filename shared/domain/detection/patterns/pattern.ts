/** One server's part in one execution of the past: what is known of it that may recur. */
export interface PastLaunch {
  readonly executionId: string;
  readonly contextId: string;
  readonly planName: string;
  readonly serverId: string;
  readonly serverName: string;
  /** Start of the execution, milliseconds since 1970. */
  readonly atMs: number;
  readonly failed: boolean;
  /** Why it failed, in a sentence for people. */
  readonly error: string | null;
  /** Plan, wave, server, subnet, instanceType, os, agentVersion, region, hour …, as far as known. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Events of the job log of this server, in order. */
  readonly events: readonly string[];
}

/** `attribute`: `name` has `value`. `sequence`: these events came in this order, others perhaps between. */
export type Trait =
  | { readonly type: 'attribute'; readonly name: string; readonly value: string }
  | { readonly type: 'sequence'; readonly events: readonly string[] };

/** A failure that comes again and again where launches have the traits. */
export interface Pattern {
  /** Stable: made of the traits. */
  readonly patternId: string;
  readonly traits: readonly Trait[];
  readonly contextId: string;
  /** Failures `of` launches with the traits, and of those without. */
  readonly within: { readonly failures: number; readonly of: number };
  readonly elsewhere: { readonly failures: number; readonly of: number };
  /** Executions in which launches with the traits failed. */
  readonly executions: number;
  /** How many times the rate of failures is that of all launches, and the odds ratio with one half added to each cell. */
  readonly lift: number;
  readonly odds: number;
  /** Of the exact test within executions, and as false discoveries are controlled among all that was tried. */
  readonly pValue: number;
  readonly qValue: number;
  /** Traits that the same launches have. */
  readonly alike: readonly Trait[];
  /** Events that came before those failures and not before others, in order; empty where none. */
  readonly precededBy: readonly string[];
  /** The error most of them had, and how many did. */
  readonly error: { readonly text: string; readonly count: number } | null;
  /** Names of servers that failed so, at most 20. */
  readonly servers: readonly string[];
  /** Ids of all servers whose launches had the traits, at most 200. */
  readonly serverIds: readonly string[];
  readonly firstMs: number;
  readonly lastMs: number;
}
