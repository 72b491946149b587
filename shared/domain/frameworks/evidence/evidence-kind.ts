import type { z } from 'zod';
import type { EvidenceResult } from '../evaluation';
import type { Facts } from '../facts';

/** What a kind of evidence makes of the facts. */
export type Judgement = Pick<EvidenceResult, 'result' | 'reasons' | 'figures' | 'population'>;

/** A kind of evidence: one file, and its line in the registry. */
export interface EvidenceKind {
  readonly kind: string;
  readonly title: string;
  /** How it is computed, in words; names its parameters. */
  readonly how: string;
  /** What is wrong with these parameters, by field; none where they can be taken. */
  problems(parameters: unknown): readonly { readonly field: string; readonly message: string }[];
  /** Pure: the same facts give the same judgement. Throws on parameters that `problems` does not take. */
  judge(parameters: unknown, facts: Facts): Judgement;
}

interface Definition<Schema extends z.ZodType> {
  readonly kind: string;
  readonly title: string;
  readonly how: string;
  /** Every field has a default; fields it does not know are refused. */
  readonly Parameters: Schema;
  judge(parameters: z.infer<Schema>, facts: Facts): Judgement;
}

export function defineEvidence<Schema extends z.ZodType>({ Parameters, judge, ...words }: Definition<Schema>): EvidenceKind {
  return {
    ...words,
    problems(parameters) {
      const parsed = Parameters.safeParse(parameters);
      if (parsed.success) return [];
      return parsed.error.issues.map(({ path, message }) => ({ field: path.map(String).join('.'), message }));
    },
    judge: (parameters, facts) => judge(Parameters.parse(parameters), facts),
  };
}
