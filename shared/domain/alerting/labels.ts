import { z } from 'zod';
import { err, ok, type Result } from '../../lib/result';
import { compileExpression } from './regular-expression';

/**
 * What an alert is about, as names and values: what matchers, grouping, inhibition and correlation look at. An absent label is an empty
 * one. Ours: `source kind context environment account region plan planId execution executionType wave server serverName job instance
 * subnet az rule severity`; scripts and rules may add their own.
 */
export const Labels = z.record(z.string(), z.string());
export type Labels = Readonly<Record<string, string>>;

/** `=` and `!=` compare the whole value; `=~` and `!~` take a regular expression (`regular-expression.ts`) that must match the whole value. */
export const Matcher = z.object({
  label: z.string().min(1).max(100),
  op: z.enum(['=', '!=', '=~', '!~']),
  value: z.string().max(300),
});
export type Matcher = z.infer<typeof Matcher>;

/** Whether all of the compiled matchers hold. */
export type LabelTest = (labels: Labels) => boolean;

/** Compiles matchers once; fails with the place of a regular expression that cannot be read. No matchers hold for everything. */
export function compileMatchers(
  matchers: readonly Matcher[],
): Result<LabelTest, { readonly index: number; readonly message: string }> {
  const tests: LabelTest[] = [];
  for (const [index, matcher] of matchers.entries()) {
    const test = compiled(matcher);
    if (test === null)
      return err({ index, message: `“${matcher.value}” is no regular expression that can be tried in one pass` });
    tests.push(test);
  }
  return ok((labels) => tests.every((test) => test(labels)));
}

function compiled({ label, op, value }: Matcher): LabelTest | null {
  if (op === '=') return (labels) => (labels[label] ?? '') === value;
  if (op === '!=') return (labels) => (labels[label] ?? '') !== value;
  const isMeant = compileExpression(value);
  if (isMeant === null) return null;
  return (labels) => isMeant(labels[label] ?? '') === (op === '=~');
}
