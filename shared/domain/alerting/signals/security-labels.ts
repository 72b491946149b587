import type { Notice } from '../../notice';
import { msOf, ServerId } from '../../primitives';
import type { DomainView } from '../../reconcile/domain-view';
import { securityGroup } from '../../security/security-notices';
import type { ConsoleState, SecurityFact } from '../../state';
import type { Labels } from '../labels';
import { known } from './place-labels';

/** Who did what to whom, of the newest finding that a security notice tells of. */
export function securityLabels(
  { noticeId }: Pick<Notice, 'noticeId'>,
  security: ConsoleState['security'],
  view: DomainView,
): Labels {
  const newest = Object.values(security).reduce<SecurityFact | null>(
    (best, fact) => (securityGroup(fact) === noticeId && (best === null || fact.occurredAt > best.occurredAt) ? fact : best),
    null,
  );
  if (newest === null) return {};
  const { finding } = newest;
  const server = finding.targets
    .map((target) => ServerId.safeParse(target).data)
    .find((id) => id !== undefined && view.servers[id] !== undefined);
  return known({
    execution: begunBy(newest, view),
    principal: finding.who,
    action: finding.what,
    category: finding.category,
    account: finding.account,
    region: finding.region,
    server,
    serverName: server === undefined ? null : view.servers[server]?.name,
    target: finding.targets[0],
  });
}

/** The trail is told minutes late, and clocks differ. */
const SAME_DEED_MS = 30 * 60_000;

/** The recovery that a failover in the trail belongs to: it runs in the same account, and was begun at about that time. */
function begunBy({ finding, occurredAt }: SecurityFact, view: DomainView): string | null {
  if (finding.category !== 'real-failover') return null;
  const begun = Object.values(view.executions).find(
    ({ executionType, accountId, startedAt }) =>
      executionType === 'RECOVERY' &&
      accountId === finding.account &&
      startedAt !== null &&
      Math.abs(msOf(startedAt) - msOf(occurredAt)) <= SAME_DEED_MS,
  );
  return begun?.executionId ?? null;
}
