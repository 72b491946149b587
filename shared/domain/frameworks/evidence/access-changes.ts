import { z } from 'zod';
import type { AuditEntry } from '../../audit/audit-entry';
import { attributed } from './entries-attributed';
import { textIn } from './entry-items';
import { defineEvidence } from './evidence-kind';
import { judgeShare } from './judging';
import { Fraction } from './parameters';

/** Who was let in and who was shut out, and by whom. */
export const accessChanges = defineEvidence({
  kind: 'access-changes',
  title: 'Changes of access are recorded with who made them',
  how: 'Every access token that was made or revoked within the period must be recorded with its name or id and with who did it. The share is held against atLeast. Access to the AWS accounts and to the machine itself is decided elsewhere.',
  Parameters: z.strictObject({ atLeast: Fraction.default(1) }),
  judge: ({ atLeast }, facts) =>
    judgeShare(facts, {
      what: 'changes of access',
      items: attributed(facts, ['access.token-made', 'access.token-revoked'], wordsOf),
      atLeast,
      label: 'With who did it',
      none: 'No access token was made or revoked within the period.',
    }),
});

function wordsOf(entry: AuditEntry): string {
  const token = textIn(entry, 'name') ?? textIn(entry, 'tokenId') ?? '';
  return entry.kind === 'access.token-made' ? `Token ${token} made` : `Token ${token} revoked`;
}
