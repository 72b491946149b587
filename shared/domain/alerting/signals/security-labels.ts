import type { Notice } from '../../notice';
import { msOf, ServerId } from '../../primitives';
import type { DomainView } from '../../reconcile/domain-view';
import { securityGroup } from '../../security/security-notices';
import type { ConsoleState, SecurityFact } from '../../state';
import type { Execution } from '../../view';
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

type Begun = Pick<Execution, 'executionType' | 'accountId' | 'startedAt'>;

/** The recovery that a failover in the trail belongs to: of several, the one that was begun nearest to it. */
function begunBy(fact: SecurityFact, view: DomainView): string | null {
  const [nearest] = Object.values(view.executions)
    .flatMap((execution) => {
      const apart = apartMs(fact, execution);
      return apart === null ? [] : [{ executionId: execution.executionId, apart }];
    })
    .sort((one, other) => one.apart - other.apart);
  return nearest?.executionId ?? null;
}

/** Notices of the failovers in the trail that a recovery may have begun with. */
export function deedsOf(execution: Begun, security: ConsoleState['security']): readonly string[] {
  if (execution.executionType !== 'RECOVERY') return [];
  const deeds = Object.values(security).filter((fact) => apartMs(fact, execution) !== null);
  return [...new Set(deeds.map(securityGroup))];
}

/** Milliseconds between a failover and the beginning of a recovery in the same account; null where one is not of the other. */
function apartMs({ finding, occurredAt }: SecurityFact, execution: Begun): number | null {
  if (finding.category !== 'real-failover' || execution.executionType !== 'RECOVERY') return null;
  if (execution.accountId !== finding.account || execution.startedAt === null) return null;
  const apart = Math.abs(msOf(execution.startedAt) - msOf(occurredAt));
  return apart <= SAME_DEED_MS ? apart : null;
}
