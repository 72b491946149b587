import type { AuditFacets } from '../../../../shared/contract/audit';
import type { SiemForm } from '../../../../shared/domain/audit/siem/record';
import type { SearchFilter } from './filter';

/** What is asked of the search thread. */
export type Ask =
  /** Newest first, those before `before`. */
  | { readonly kind: 'page'; readonly filter: SearchFilter; readonly before: number | null; readonly limit: number }
  /** In order, those after `after` and before `end`, as lines of a form. */
  | {
      readonly kind: 'lines';
      readonly filter: SearchFilter;
      readonly after: number;
      readonly end: number;
      readonly limit: number;
      readonly form: SiemForm;
      /** Of the log and of the program. */
      readonly origin: string;
      readonly version: string;
    }
  | { readonly kind: 'facets'; readonly filter: SearchFilter };

/** An entry that was found; `bytes` is null where its text was removed, and what is left of it is beside. */
export interface FoundEntry {
  readonly seq: number;
  readonly kind: string;
  /** Milliseconds since 1970; of a removed entry, about when it was written. */
  readonly atMs: number;
  readonly bytes: Uint8Array | null;
  readonly leafHash: Uint8Array;
}

export interface Answers {
  readonly page: { readonly entries: readonly FoundEntry[]; readonly behind: number };
  readonly lines: { readonly text: string; readonly seqs: readonly number[]; readonly behind: number };
  readonly facets: AuditFacets;
}
export type Answer = { readonly [K in keyof Answers]: { readonly kind: K; readonly said: Answers[K] } }[keyof Answers];

export type ToDesk =
  | { readonly type: 'open'; readonly journal: string; readonly index: string }
  /** The log may have grown. */
  | { readonly type: 'look' }
  | { readonly type: 'ask'; readonly id: number; readonly ask: Ask }
  | { readonly type: 'close' };

export type FromDesk =
  | { readonly type: 'answer'; readonly id: number; readonly answer: Answer }
  /** It cannot be answered now, and why. */
  | { readonly type: 'failed'; readonly id: number; readonly reason: string }
  | { readonly type: 'trouble'; readonly reason: string }
  | { readonly type: 'closed' };
