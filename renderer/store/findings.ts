import type { Finding } from '../../shared/domain/detection/finding';
import type { View } from '../../shared/domain/view';
import { byIdentity } from './by-identity';

/** Findings that last, the newest first. */
export const openFindings = byIdentity((findings: View['findings']): readonly Finding[] =>
  Object.values(findings)
    .filter(({ endedAt }) => endedAt === null)
    .sort((a, b) => (a.openedAt < b.openedAt ? 1 : -1)),
);

/** Those about an execution: itself, a server that takes part in it, or one of several series of such servers. */
export function findingsAbout(
  findings: readonly Finding[],
  executionId: string,
  servers: ReadonlySet<string>,
): readonly Finding[] {
  return findings.filter(
    (one) =>
      one.executionId === executionId ||
      (one.sourceServerId !== null && servers.has(one.sourceServerId)) ||
      one.members.some(({ series }) => servers.has(series.labels.server ?? '')),
  );
}
