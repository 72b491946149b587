import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import type { AlertConfiguration } from '../../../../shared/domain/alerting/rules/configuration';
import { StoredRule } from '../../../../shared/domain/alerting/rules/report';
import type { Instant } from '../../../../shared/domain/primitives';
import { ok, type Result } from '../../../../shared/lib/result';
import { type DocumentError, openDocument } from '../../storage/document';

const File = z.object({
  version: z.literal(1),
  /** Counts replacements, so that putting back what was there before is still a change. */
  counter: z.number().int().default(0),
  rules: z.array(StoredRule),
});

/** `alert-rules.json`: rules exactly as they were written, references in place of secrets. */
export interface RuleFile {
  /** One list as long as nothing changes. */
  current(): readonly AlertConfiguration[];
  etag(): string;
  write(rules: readonly AlertConfiguration[]): Promise<Result<null, DocumentError>>;
}

export interface OpenedRuleFile {
  readonly file: RuleFile;
  readonly movedAside: { readonly file: string; readonly reason: string } | null;
}

/** `first` are the rules of a console that never had any. */
export async function openRuleFile(
  dataDir: string,
  now: Instant,
  first: readonly AlertConfiguration[],
): Promise<Result<OpenedRuleFile, DocumentError>> {
  const opened = await openDocument(join(dataDir, 'alert-rules.json'), File, { version: 1, counter: 0, rules: [...first] }, now);
  if (!opened.ok) return opened;
  const { document, movedAside } = opened.value;
  return ok({
    movedAside,
    file: {
      current: () => document.current().rules,
      etag: () => `"${document.current().counter}-${digestOf(document.current().rules)}"`,
      write: (rules) => document.change(({ counter }) => ({ version: 1, counter: counter + 1, rules: [...rules] })),
    },
  });
}

/** The validator of one rule: what it says, and nothing else. */
export function etagOfRule(rule: AlertConfiguration): string {
  return `"${digestOf(rule)}"`;
}

function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);
}
