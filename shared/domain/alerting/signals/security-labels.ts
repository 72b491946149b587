import type { Notice } from '../../notice';
import { ServerId } from '../../primitives';
import type { DomainView } from '../../reconcile/domain-view';
import { securityGroup } from '../../security/security-notices';
import type { ConsoleState } from '../../state';
import type { Labels } from '../labels';
import { known } from './place-labels';

/** Who did what to whom, of the newest finding that a security notice tells of. */
export function securityLabels(
  { noticeId }: Pick<Notice, 'noticeId'>,
  security: ConsoleState['security'],
  view: DomainView,
): Labels {
  const facts = Object.values(security).filter((fact) => securityGroup(fact) === noticeId);
  const finding = facts.reduce(
    (newest, fact) => (newest === undefined || fact.occurredAt > newest.occurredAt ? fact : newest),
    facts[0],
  )?.finding;
  if (finding === undefined) return {};
  const server = finding.targets
    .map((target) => ServerId.safeParse(target).data)
    .find((id) => id !== undefined && view.servers[id] !== undefined);
  return known({
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
