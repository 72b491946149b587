import type { Notice } from '../../shared/domain/notice';
import type { Route } from './route';

/** Where the facts behind an alert are shown; null where the alert says all there is. */
export function placeOfNotice({ executionId, sourceServerId, kind }: Notice): Route | null {
  if (executionId !== null) return { screen: 'live', executionId };
  if (sourceServerId !== null) return { screen: 'servers', serverId: sourceServerId };
  return kind === 'security' ? { screen: 'messaging', tab: 'security' } : null;
}
