import { z } from 'zod';
import type { AuditEntry } from '../../audit/audit-entry';
import { attributed } from './entries-attributed';
import { defineEvidence } from './evidence-kind';
import { judgeShare } from './judging';
import { Fraction } from './parameters';

/** What was changed in how the console works: by whom, from what to what. */
export const configurationChanges = defineEvidence({
  kind: 'configuration-changes',
  title: 'Changes of configuration are recorded with who made them',
  how: 'Every change of the console’s configuration within the period must be recorded with who made it and with what it was before and after. The share is held against atLeast. Changes of the protected servers and of the AWS accounts are recorded elsewhere.',
  Parameters: z.strictObject({ atLeast: Fraction.default(1) }),
  judge: ({ atLeast }, facts) =>
    judgeShare(facts, {
      what: 'changes of configuration',
      items: attributed(facts, ['configuration.changed'], wordsOf, lackOf),
      atLeast,
      label: 'With who made them, before and after',
      none: 'No configuration was changed within the period.',
    }),
});

const IDS = ['boardId', 'templateId', 'reportId', 'frameworkId', 'ruleId', 'contextId'];

function wordsOf({ data }: AuditEntry): string {
  const id = IDS.map((name) => data[name]).find((value) => typeof value === 'string');
  return id === undefined ? 'Change of settings' : `Change of ${String(id)}`;
}

function lackOf({ data }: AuditEntry): string | null {
  const tellsBoth = 'before' in data && 'after' in data;
  return tellsBoth || 'context' in data || 'changes' in data ? null : 'It does not say what it was before and after.';
}
